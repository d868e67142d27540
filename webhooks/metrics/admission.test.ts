import { expect, test } from 'vitest';
import { reviewOf } from '../app.fixture.ts';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { readReview } from '../review/admission-request.ts';
import { createMetrics } from './metrics.ts';

test('an object is remembered as long as ten thousand others are not seen after it', async () => {
  const { countFindings, registry } = createMetrics();
  const review = readReview(reviewOf());
  const see = (name: string): void => {
    countFindings(review, [findingOf({ object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name } })]);
  };
  see('first');
  for (let index = 0; index < 9_999; index++) see(`pod-${index}`);
  see('first');
  see('one-more');
  see('first');
  expect(await registry.getSingleMetricAsString('kubectl_fleet_findings_total')).toContain(
    'kubectl_fleet_findings_total{policy="no-pets",mode="deny"} 10002',
  );
});
