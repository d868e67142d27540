import type { FastifyBaseLogger } from 'fastify';
import type { Decision } from '../../policies/review/decision.ts';

/** Most reasons that are logged. A reason may quote the object, so their number has no limit. */
const maximumReasons = 100;

/**
 * Returns a function that logs why rules failed below a ceiling. It takes the failures of one
 * decision and the digest of the rules. It logs each reason once for each bundle, because a client
 * that gets no denial may send such objects all day.
 */
export function logFailedRules(
  log: Pick<FastifyBaseLogger, 'warn'>,
): (failures: NonNullable<Decision['failures']>, policy: string) => void {
  let logged = { policy: '', reasons: new Set<string>() };
  return (failures, policy) => {
    if (logged.policy !== policy) logged = { policy, reasons: new Set() };
    for (const { rule, reason } of failures) {
      const text = `${rule}: ${reason}`;
      if (logged.reasons.has(text) || logged.reasons.size >= maximumReasons) continue;
      logged.reasons.add(text);
      log.warn({ rule, problem: reason }, 'a rule failed below the ceiling');
    }
  };
}
