import { fleetErrors } from '../../command-line/errors.ts';
import type { FlagValues } from '../../command-line/flags.ts';
import { nearest } from '../../command-line/suggestion.ts';

/**
 * The rules that --rule and --skip-rule leave unasked.
 * @param rules ids of all rules that there are
 * @throws FleetError RULE_UNKNOWN, FLAG_INVALID where none is left
 */
export function rulesLeftOut(
  { rule: wanted = [], 'skip-rule': skipped = [] }: Pick<FlagValues, 'rule' | 'skip-rule'>,
  rules: readonly string[],
): string[] {
  const named = { rule: namesIn(wanted), 'skip-rule': namesIn(skipped) };
  for (const [flag, names] of Object.entries(named)) {
    const stranger = names.find(name => !rules.includes(name));
    if (stranger !== undefined) throw fleetErrors.ruleUnknown(flag, stranger, nearest(stranger, rules), rules);
  }
  const isAsked = (rule: string) => named.rule.length === 0 || named.rule.includes(rule);
  const leftOut = rules.filter(rule => !isAsked(rule) || named['skip-rule'].includes(rule));
  if (leftOut.length === rules.length) {
    throw fleetErrors.flagInvalid('skip-rule', skipped.join(','), 'to leave a rule to judge by');
  }
  return leftOut;
}

/** Names with commas between them, too. */
function namesIn(words: readonly string[]): string[] {
  return words.flatMap(word => word.split(',')).filter(name => name !== '');
}
