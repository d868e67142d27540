import type { FastifyBaseLogger } from 'fastify';
import type { Decision } from '../../policies/review/decision.ts';

/** A reason may quote the object, so that there is no end of them. */
const mostReasons = 100;

/**
 * Logs why rules failed below a ceiling. Each reason is told once for the rules of one bundle: whoever is refused nothing sends such objects all
 * day.
 * @returns takes the failures of one decision, and the digest of the rules
 */
export function failedRules(
  log: Pick<FastifyBaseLogger, 'warn'>,
): (failures: NonNullable<Decision['failures']>, policy: string) => void {
  let told = { policy: '', reasons: new Set<string>() };
  return (failures, policy) => {
    if (told.policy !== policy) told = { policy, reasons: new Set() };
    for (const { rule, reason } of failures) {
      const text = `${rule}: ${reason}`;
      if (told.reasons.has(text) || told.reasons.size >= mostReasons) continue;
      told.reasons.add(text);
      log.warn({ rule, problem: reason }, 'a rule failed below the ceiling');
    }
  };
}
