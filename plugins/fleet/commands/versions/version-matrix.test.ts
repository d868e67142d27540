import { expect, test } from 'vitest';
import type { Answer } from '../../fanout/answer.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { cellText } from '../../output/table.ts';
import type { Workloads } from './read-workloads.ts';
import { versionMatrix, type VersionMatrix } from './version-matrix.ts';
import { versionTable } from './version-table.ts';
import { answerOf, failedAnswer } from './versions.fixture.ts';

const failed = failedAnswer('edge-7');
/** Returns the table with its cells as text. */
function tableOf(matrix: VersionMatrix) {
  const names = matrix.clusters.map(({ name }) => name);
  const { columns, rows } = versionTable(matrix, names);
  return { columns, rows: rows.map(cells => cells.map(cellText)) };
}
const rows = (...answers: Answer<Workloads>[]) => tableOf(versionMatrix(answers, () => true)).rows;

test('apps go down, clusters across', () => {
  const matrix = versionMatrix([answerOf('hub', ''), answerOf('eu-1', 'web=8 cart=3.1.0'), failed], () => true);
  expect(tableOf(matrix)).toEqual({
    columns: ['APP', 'HUB', 'EU-1', 'EDGE-7'],
    rows: [
      ['cart', '-', '3.1.0', '?'],
      ['web', '-', '8', '?'],
    ],
  });
});

test.each([
  { why: 'all are the same', versions: ['1', '1', '1'], shown: ['1', '1', '1'] },
  { why: 'one is behind', versions: ['2', '2', '1'], shown: ['2', '2', '1 *'] },
  { why: 'one is ahead', versions: ['1', '2', '1'], shown: ['1', '2 *', '1'] },
  { why: 'two are as common as two others', versions: ['1', '1', '2', '2'], shown: ['1 *', '1 *', '2 *', '2 *'] },
  { why: 'the most common is not in most', versions: ['1', '1', '2', '3'], shown: ['1', '1', '2 *', '3 *'] },
  { why: 'two differ', versions: ['1', '2'], shown: ['1 *', '2 *'] },
  { why: 'there is but one', versions: ['1'], shown: ['1'] },
])('where $why, the marks are $shown', ({ versions, shown }) => {
  const answers = versions.map((version, index) => answerOf(`c${index}`, `cart=${version}`));
  expect(rows(...answers)).toEqual([['cart', ...shown]]);
});

test('outliers are yellow, and clusters that failed red', () => {
  const matrix = versionMatrix(
    [answerOf('a', 'cart=1'), answerOf('b', 'cart=1'), answerOf('c', 'cart=2'), failed],
    () => true,
  );
  expect(versionTable(matrix, ['a', 'b', 'c', 'd']).rows).toEqual([
    ['cart', '1', '1', { text: '2 *', colour: 'yellow' }, { text: '?', colour: 'red' }],
  ]);
});

test('a cluster without the app, or without an answer, is no part of what most run', () => {
  expect(rows(answerOf('a', 'cart=1'), answerOf('b', ''), failed, answerOf('c', 'cart=1'))).toEqual([
    ['cart', '1', '-', '?', '1'],
  ]);
});

test('several versions in one cluster are all shown, and differ from one of them', () => {
  expect(rows(answerOf('a', 'cart=1'), answerOf('b', 'cart=2 cart=1 cart=2'), answerOf('c', 'cart=1'))).toEqual([
    ['cart', '1', '1,2 *', '1'],
  ]);
});

test('an app may run where a cluster let us read only some kinds of workload', () => {
  const forbidden = new ClusterError('Forbidden', 'daemonsets is forbidden', { status: 403 });
  expect(rows(answerOf('a', 'cart=1 agent=2'), answerOf('b', 'cart=1', [forbidden]))).toEqual([
    ['agent', '2', '?'],
    ['cart', '1', '1'],
  ]);
});

test('as a document it says everything about each workload', () => {
  const matrix = versionMatrix(
    [answerOf('a', 'cart=1 web=8'), answerOf('b', 'cart=2'), failed],
    ({ app }) => app === 'cart',
  );
  const running = (version: string) => ({
    version,
    image: `cart:${version}`,
    namespace: 'shop',
    workload: 'deployment.apps/cart',
  });
  expect(matrix).toEqual({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'VersionMatrix',
    clusters: [
      { name: 'a', contexts: ['a'], server: 'https://a', durationMs: 3, status: 'answered' },
      { name: 'b', contexts: ['b'], server: 'https://b', durationMs: 3, status: 'answered' },
      {
        name: 'edge-7',
        contexts: ['edge-7'],
        server: 'https://edge-7',
        durationMs: 10_000,
        status: 'failed',
        error: 'no answer within 10s',
        nextStep: 'connect to the network of the cluster, e.g. its VPN, or wait longer with --timeout',
      },
    ],
    apps: [{ app: 'cart', versions: { a: [running('1')], b: [running('2')] }, differs: ['a', 'b'], skew: 'major' }],
  });
});
