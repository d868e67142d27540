import { expect, test } from 'vitest';
import { usableExemptions } from './exemptions.ts';

const exemption = (spec: object) => ({
  apiVersion: 'kubectl-fleet.io/v1alpha1',
  kind: 'FleetExemption',
  metadata: { name: 'legacy-db', creationTimestamp: '2026-11-01T00:00:00Z' },
  spec,
});
const spec = {
  rules: ['no-pets'],
  objects: { namespaces: ['shop'] },
  owner: 'payments',
  reason: 'moved in December',
  ticket: 'PAY-7',
  expiresAt: '2026-12-31',
};

test('what is malformed or names an unknown rule exempts nothing and is told', () => {
  const problems: string[] = [];
  const good = exemption(spec);
  const objects = [good, exemption({ ...spec, expiresAt: 'soon' }), exemption({ ...spec, rules: ['no-cats'] })];
  expect(usableExemptions(objects, ['no-pets'], problem => problems.push(problem))).toEqual([good]);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toContain('spec.expiresAt');
  expect(problems[1]).toContain('no-cats');
});
