import { expect, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));

test('every rule says of itself what readers of a report are shown, by its id', () => {
  const words = engine.ruleMetadata();
  expect(Object.keys(words).sort()).toEqual(engine.rules());
  expect(words['no-federated-stateful']?.title).toBe('No federated stateful workloads');
});
