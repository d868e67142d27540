import { errorsText } from '../../kubernetes/schema/errors-text.ts';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { EngineError } from './errors.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { ruleId } from '../rules/rule-id.ts';
import { RuleMetadata } from '../rules/rule-metadata.ts';

/** Data of a bundle that names the packages of the user's own rules, e.g. own_no_latest_tag. */
export const OwnRules = Type.Object({
  fleet: Type.Object({ own_rules: Type.Object({ names: Type.Array(Type.String()) }) }),
});

export const hasOwnRules = validatorOf(OwnRules);
export const isRuleMetadata = validatorOf(RuleMetadata);

/** Returns the packages of the user's own rules in a policy with this data. */
export function ownRulesOf(data: KubernetesObject): string[] {
  return hasOwnRules(data) ? data.fleet.own_rules.names : [];
}

/**
 * Checks that each rule has the metadata that every finding needs. A rule without it would never
 * make a finding.
 * @param names packages of the rules
 * @param metadata metadata of all rules of the policy by package
 * @param origin path of the policy, for errors
 * @throws EngineError RULE_INVALID
 */
export function checkRuleMetadata(
  names: readonly string[],
  metadata: Readonly<Record<string, unknown>>,
  origin: string,
): void {
  for (const name of names) {
    const found = metadata[name];
    if (found === undefined) throw new EngineError('RULE_INVALID', `${origin}: rule ${ruleId(name)} has no metadata`);
    if (isRuleMetadata(found)) continue;
    const problem = errorsText(isRuleMetadata.errors, 'metadata');
    throw new EngineError('RULE_INVALID', `${origin}: rule ${ruleId(name)}: ${problem}`);
  }
}
