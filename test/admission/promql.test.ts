import { expect, test } from 'vitest';
import { exposedBy } from './exposed.ts';
import { problemsOf } from './promql.ts';

const exposed = exposedBy(
  [
    '# HELP reviews_total Reviews',
    'reviews_total{webhook="validate",kind="a,b=\\"c"} 1',
    'reviews_total{decision="deny"} 2',
    'seconds_bucket{le="0.1"} 3',
    'ready 1',
    '',
  ].join('\n'),
);

test('names and labels are read from the samples', () => {
  expect(Object.fromEntries([...exposed].map(([name, labels]) => [name, [...labels]]))).toEqual({
    reviews_total: ['webhook', 'kind', 'decision'],
    seconds_bucket: ['le'],
    ready: [],
  });
});

test.each([
  ['sum by (webhook, pod) (rate(reviews_total{kind!="",namespace="x"}[5m]))', []],
  ['histogram_quantile(0.99, sum by (le) (rate(seconds_bucket[5m]))) > 1 and on (pod) ready == 0', []],
  ['sum(rate(reviews_total[5m])', ['does not parse at 27: ']],
  ['rate(review_total[5m])', ['nobody exposes review_total']],
  ['reviews_total{status="500"}', ['no sample has the label status']],
  ['sum by (status) (ready)', ['no sample has the label status']],
  ['ready{webhook="x"} + reviews_total', ['no sample has the label webhook']],
])('%s', (query, problems) => {
  expect(problemsOf(query, exposed)).toEqual(problems);
});
