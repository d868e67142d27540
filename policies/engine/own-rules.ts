import { errorsText } from '../../kubernetes/schema/errors-text.ts';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { EngineError } from './errors.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { ruleId } from '../rules/rule-id.ts';
import { RuleMetadata } from '../rules/rule-metadata.ts';

/** The data in a bundle that names the packages of its user's own rules, e.g. own_no_latest_tag. */
export const OwnRules = Type.Object({
  fleet: Type.Object({ own_rules: Type.Object({ names: Type.Array(Type.String()) }) }),
});

export const hasOwnRules = validatorOf(OwnRules);
export const isRuleMetadata = validatorOf(RuleMetadata);

/** Packages of the user's own rules in a policy with this data; none in the policy of this project alone. */
export function ownRulesOf(data: KubernetesObject): string[] {
  return hasOwnRules(data) ? data.fleet.own_rules.names : [];
}

/**
 * Checks that each rule says of itself what every finding needs; one that does not would never be heard.
 * @param words what the policy's rules say, by package
 * @throws EngineError RULE_INVALID
 */
export function checkRuleMetadata(
  names: readonly string[],
  words: Readonly<Record<string, unknown>>,
  origin: string,
): void {
  for (const name of names) {
    const said = words[name];
    if (said === undefined) throw new EngineError('RULE_INVALID', `${origin}: rule ${ruleId(name)} has no metadata`);
    if (isRuleMetadata(said)) continue;
    const problem = errorsText(isRuleMetadata.errors, 'metadata');
    throw new EngineError('RULE_INVALID', `${origin}: rule ${ruleId(name)}: ${problem}`);
  }
}
