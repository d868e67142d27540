import { expect, test } from 'vitest';
import { flagValues } from '../command-line/flag-values.ts';
import { fleetFlags } from '../command-line/flags/fleet-flags.ts';
import { readWords } from '../command-line/words.ts';
import { selectContexts } from './selection.ts';

const names = ['hub', 'eu-1', 'eu-2', 'us-1', 'arn:aws:eks:eu-1:1234:cluster/cart', 'admin@edge.example'];
const select = (patterns: readonly string[], contexts: readonly string[] = []) => {
  const words = patterns.map(pattern => `--clusters=${pattern}`);
  const { clusters } = flagValues(readWords(words, fleetFlags).options, fleetFlags, '');
  return selectContexts(names, { patterns: clusters, contexts });
};

test.each([
  { patterns: [], selected: names },
  { patterns: ['eu-1'], selected: ['eu-1'] },
  { patterns: ['us-1,hub'], selected: ['hub', 'us-1'] },
  { patterns: ['us-1', 'hub'], selected: ['hub', 'us-1'] },
  { patterns: ['eu-*'], selected: ['eu-1', 'eu-2'] },
  { patterns: ['eu-?,!eu-2'], selected: ['eu-1'] },
  { patterns: ['!eu-*,!arn*'], selected: ['hub', 'us-1', 'admin@edge.example'] },
  { patterns: ['*cart'], selected: ['arn:aws:eks:eu-1:1234:cluster/cart'] },
  { patterns: ['admin@*'], selected: ['admin@edge.example'] },
  { patterns: ['arn:aws:eks:eu-1:1234:cluster/cart'], selected: ['arn:aws:eks:eu-1:1234:cluster/cart'] },
  { patterns: ['hub,!typo'], selected: ['hub'] },
  { patterns: ['cart'], selected: ['arn:aws:eks:eu-1:1234:cluster/cart'] },
  { patterns: ['ca*,edge.example'], selected: ['arn:aws:eks:eu-1:1234:cluster/cart', 'admin@edge.example'] },
  { patterns: ['!cart,!admin@*,!eu-*'], selected: ['hub', 'us-1'] },
])('-C $patterns selects $selected', ({ patterns, selected }) => {
  expect(select(patterns)).toEqual(selected);
});

test('a short name that is the whole name of another context is that context', () => {
  const selected = selectContexts(['a-b', 'a-a-b'], { patterns: ['a-b'], contexts: [] });
  expect(selected).toEqual(['a-b']);
});

test('--context takes names as they are, and -C narrows them further', () => {
  expect(select([], ['us-1', 'eu-1'])).toEqual(['eu-1', 'us-1']);
  expect(select(['!us-1'], ['us-1', 'eu-1'])).toEqual(['eu-1']);
});

const known = 'hub, eu-1, eu-2, us-1, arn:aws:eks:eu-1:1234:cluster/cart, admin@edge.example';

test.each([
  { patterns: ['eu-1,asia-*'], contexts: [], message: `no context matches "asia-*"; there are: ${known}` },
  { patterns: [], contexts: ['eu-*'], message: `no context matches "eu-*"; there are: ${known}` },
  { patterns: ['hub,!hub'], contexts: [], message: `every context is left out; there are: ${known}` },
])('-C $patterns --context $contexts is refused', ({ patterns, contexts, message }) => {
  expect(() => select(patterns, contexts)).toThrow(expect.objectContaining({ message, exitCode: 2 }));
});
