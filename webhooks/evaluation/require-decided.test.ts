import { expect, test } from 'vitest';
import { findingOf } from '../../policies/review/finding.fixture.ts';
import { requireDecided } from './require-decided.ts';

const finding = findingOf({ action: 'warn' });

test('only a denial stands when a rule has failed', () => {
  const failures = [{ rule: 'no-dogs', reason: 'conflict' }];
  expect(() => {
    requireDecided({ allowed: false, findings: [finding], failures });
  }).toThrow(expect.objectContaining({ code: 'RULE_FAILED', message: 'no-dogs: conflict' }));
  requireDecided({ allowed: false, findings: [{ ...finding, action: 'deny' }], failures });
  requireDecided({ allowed: false, findings: [{ ...finding, action: 'deny' }] });
});
