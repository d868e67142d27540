import { expect, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ReviewedKind } from '../../policies/review/reviewed-kind.ts';
import { readSamples } from './sample.ts';

const judged = (await loadEngine(new URL('../../dist/', import.meta.url))).reviewedKinds();

/**
 * Rules that speak of any object at all, so that no list of kinds says where they may find
 * something.
 */
const ofEveryKind = ['api-served', 'no-manual-edit', 'ownership-protected'];

function isOf({ group, kind }: ReviewedKind, wanted: { group: string; kind: string }): boolean {
  const isKind = kind.endsWith('*') ? wanted.kind.startsWith(kind.slice(0, -1)) : wanted.kind === kind;
  return group === wanted.group && isKind;
}

/**
 * True for an object about which the API server asks whatever its kind is
 * (fleet.admission_policies.match_conditions).
 */
function isPlaced(object: unknown): boolean {
  return JSON.stringify(object).includes('"karmada.io/managed":"true"');
}

test('what rules find something in, and what they refuse, is of the kinds that are to be shown to them', () => {
  const found = readSamples().filter(({ rule, verdict }) => verdict !== 'allow' && !ofEveryKind.includes(rule));
  // A Binding belongs to pods/binding, which is asked for by itself.
  const shown = found.filter(({ input }) => input.kind.kind !== 'Binding');
  const missed = shown.filter(
    ({ verdict, input }) =>
      !judged.some(kind => isOf(kind, input.kind) && (kind.refused || verdict !== 'deny')) &&
      !(verdict === 'warn' && isPlaced(input.object)),
  );
  expect(missed.map(({ file }) => file)).toEqual([]);
  expect(shown.length).toBeGreaterThan(100);
});
