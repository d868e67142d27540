import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { actionsOf } from '../../policies/bundle/samples.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import { readSamples } from './sample.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const samples = readSamples();

test.each(samples.map(sample => ({ ...sample, name: relative('policies/fleet/rules', sample.file) })))(
  '$name gets the verdict of its name',
  ({ rule, verdict, input }) => {
    expect(actionsOf(rule, engine.decide(input))).toEqual(verdict === 'allow' ? [] : [verdict]);
  },
);

test('every rule has samples that it lets pass and samples that it does not', () => {
  const rules = [...new Set(samples.map(sample => sample.rule))];
  const lacking = rules.filter(rule => {
    const verdicts = samples.filter(sample => sample.rule === rule).map(sample => sample.verdict);
    return verdicts.filter(verdict => verdict === 'allow').length < 3 || verdicts.every(verdict => verdict === 'allow');
  });
  expect(lacking).toEqual([]);
  expect(rules).toEqual(engine.rules());
});
