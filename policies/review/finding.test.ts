import { expect, test } from 'vitest';
import { findingOf } from './finding.fixture.ts';
import { countByAction } from './finding.ts';

test('findings are counted by action, and an action without findings is zero', () => {
  expect(countByAction([])).toEqual({ deny: 0, warn: 0, audit: 0 });
  const findings = (['warn', 'deny', 'warn'] as const).map(action => findingOf({ action }));
  expect(countByAction(findings)).toEqual({ deny: 1, warn: 2, audit: 0 });
});
