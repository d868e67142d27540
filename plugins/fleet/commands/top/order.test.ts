import { expect, test } from 'vitest';
import { clusterAt } from '../../../../kubernetes/client/server.fixture.ts';
import type { Amounts } from './amounts.ts';
import { inOrder, rowsOf, withRowsOf } from './order.ts';

const row = (name: string, cpu?: bigint) => ({
  name,
  usage: cpu === undefined ? undefined : { cpu, memory: undefined, swap: undefined },
});
const nameOf = ({ name }: { name: string }) => name;
const usageOf = ({ usage }: { usage: Amounts | undefined }) => usage;
const rows = [row('d'), row('c', 1n), row('b', 2n), row('a', 1n)];

test('the highest usage is first, and a row without usage last', () => {
  expect(inOrder(rows, 'cpu', nameOf, usageOf).map(nameOf)).toEqual(['b', 'a', 'c', 'd']);
  expect(inOrder(rows, undefined, nameOf, usageOf).map(nameOf)).toEqual(['a', 'b', 'c', 'd']);
  // Usage that cannot be read is no usage of 0.
  expect(inOrder([row('a', 1n), row('b', 0n)], 'memory', nameOf, usageOf).map(nameOf)).toEqual(['a', 'b']);
});

test('rows of a cluster stay together without a key', () => {
  const answer = (name: string, found: typeof rows) => ({
    cluster: clusterAt('https://server:6443', name),
    durationMs: 1,
    ok: true as const,
    value: { rows: found, absent: undefined },
  });
  const answers = [answer('us-1', [row('b', 1n), row('a', 1n)]), answer('eu-1', [row('a', 9n)])];
  expect(rowsOf(answers, nameOf, usageOf).map(({ cluster, name }) => `${cluster} ${name}`)).toEqual([
    'us-1 a',
    'us-1 b',
    'eu-1 a',
  ]);
});

test('an object that two contexts of a cluster show is one row', () => {
  const combine = withRowsOf(nameOf);
  const first = { rows: [row('a', 1n)], absent: undefined };
  expect(combine(first, { rows: [row('a', 1n), row('b', 1n)], absent: undefined }).rows.map(nameOf)).toEqual([
    'a',
    'b',
  ]);
  const lacking = { rows: [], absent: 'pods "b" not found' };
  expect(combine(first, lacking).absent).toBeUndefined();
  expect(combine(lacking, lacking).absent).toBe('pods "b" not found');
});
