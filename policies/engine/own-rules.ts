import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { EngineError } from './errors.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { RuleWords } from './rule-metadata.ts';

/** The data in a bundle that names the packages of its user's own rules, e.g. own_no_latest_tag. */
export const OwnRules = Type.Object({
  fleet: Type.Object({ own_rules: Type.Object({ names: Type.Array(Type.String()) }) }),
});

/** Begins the id of each of the user's own rules and of no other, so that settings tell one that is to come from a slip of the pen. */
export const ownPrefix = 'own-';

const ajv = new Ajv({ meta: false, validateSchema: false });
const hasOwnRules = ajv.compile<Static<typeof OwnRules>>(OwnRules);
const areWords = ajv.compile<RuleWords>(RuleWords);

/** Packages of the user's own rules in a policy with this data; none in the policy of this project alone. */
export function ownRulesOf(data: KubernetesObject): string[] {
  return hasOwnRules(data) ? data.fleet.own_rules.names : [];
}

/** The id by which users call the rule of a package, e.g. own-no-latest-tag. */
export function ruleId(name: string): string {
  return name.replaceAll('_', '-');
}

/** The package of the rule that users call by an id. */
export function packageOf(id: string): string {
  return id.replaceAll('-', '_');
}

/**
 * Checks that each rule says of itself what every finding needs; one that does not would never be heard.
 * @param words what the policy's rules say, by package
 * @throws EngineError RULE_INVALID
 */
export function checkWords(names: readonly string[], words: Readonly<Record<string, unknown>>, origin: string): void {
  for (const name of names) {
    const said = words[name];
    if (said === undefined) throw new EngineError('RULE_INVALID', `${origin}: rule ${ruleId(name)} has no metadata`);
    if (areWords(said)) continue;
    const problem = ajv.errorsText(areWords.errors, { dataVar: 'metadata' });
    throw new EngineError('RULE_INVALID', `${origin}: rule ${ruleId(name)}: ${problem}`);
  }
}
