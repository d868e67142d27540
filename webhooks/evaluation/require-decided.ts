import { EngineError } from '../../policies/engine/errors.ts';
import type { Decision } from '../../policies/review/decision.ts';

/**
 * Fails when there is no decision: a rule failed that could have denied the object, and no finding
 * denies it.
 * @throws EngineError RULE_FAILED with the reason of each failure
 */
export function requireDecided({ allowed, findings, failures = [] }: Decision): void {
  if (allowed || failures.length === 0 || findings.some(({ action }) => action === 'deny')) return;
  throw new EngineError('RULE_FAILED', failures.map(({ rule, reason }) => `${rule}: ${reason}`).join('; '));
}
