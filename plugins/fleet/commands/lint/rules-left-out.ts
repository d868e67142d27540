import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { ruleFlags } from './flags.ts';
import { nearest } from '../../command-line/suggestion.ts';

/**
 * Returns the rules that --rule and --skip-rule leave out.
 * @param rules ids of all rules
 * @throws FleetError RULE_UNKNOWN; FLAG_INVALID if no rule is left
 */
export function rulesLeftOut(
  { rule: wanted, 'skip-rule': skipped }: FlagsOf<typeof ruleFlags>,
  rules: readonly string[],
): string[] {
  for (const [flag, names] of Object.entries({ rule: wanted, 'skip-rule': skipped })) {
    const stranger = names.find(name => !rules.includes(name));
    if (stranger !== undefined) throw fleetErrors.ruleUnknown(flag, stranger, nearest(stranger, rules), rules);
  }
  const isAsked = (rule: string) => wanted.length === 0 || wanted.includes(rule);
  const leftOut = rules.filter(rule => !isAsked(rule) || skipped.includes(rule));
  if (leftOut.length === rules.length) {
    throw fleetErrors.flagInvalid('skip-rule', skipped.join(','), 'to leave a rule to judge by');
  }
  return leftOut;
}
