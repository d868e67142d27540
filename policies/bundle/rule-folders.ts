import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownPrefix, packageOf, ruleId } from '../engine/own-rules.ts';
import { PolicyError } from './errors.ts';

/** A user's folder of rules. */
export interface RulesFolder {
  /** As the user wrote it, for errors. */
  shown: string;
  /** As it opens. */
  path: string;
}

/**
 * The names of the rules in a folder: of its folders that hold Rego, each `<rule_name>/<rule_name>.rego`.
 * @param taken names that rules of this project have
 * @throws PolicyError RULES_MISSING, RULE_INVALID, RULE_TAKEN
 */
export async function readRuleNames({ shown, path }: RulesFolder, taken: readonly string[]): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
    throw new PolicyError('RULES_MISSING', `${shown} is no folder that can be read`, { cause });
  });
  const stray = entries.find(entry => entry.isFile() && entry.name.endsWith('.rego'));
  if (stray !== undefined) {
    throw new PolicyError(
      'RULE_INVALID',
      `${join(shown, stray.name)}: a rule has a folder of its own, <name>/<name>.rego`,
    );
  }
  const folders = entries.filter(entry => !entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  const names: string[] = [];
  for (const name of folders.sort()) {
    const rego = (await readdir(join(path, name))).filter(file => file.endsWith('.rego'));
    // Without Rego it is no rule; with Rego it must not be passed over because of a file's name.
    if (rego.length === 0) continue;
    checkRule(join(shown, name), name, { rego, taken });
    names.push(name);
  }
  if (names.length === 0) {
    throw new PolicyError('RULES_MISSING', `${shown} holds no rules; a rule is ${join(shown, '<name>/<name>.rego')}`);
  }
  return names;
}

function checkRule(shown: string, name: string, { rego, taken }: Record<'rego' | 'taken', readonly string[]>): void {
  const refuse = (problem: string): PolicyError => new PolicyError('RULE_INVALID', `${shown}: ${problem}`);
  if (!isRuleName(name))
    throw refuse("a rule's folder has a name such as own_no_latest_tag (a-z, 0-9, _; not ending in _test)");
  if (taken.includes(name)) {
    const remedy = 'give yours another name (settings change what ours does)';
    throw new PolicyError('RULE_TAKEN', `${shown}: ${ruleId(name)} is a rule of kubectl fleet; ${remedy}`);
  }
  if (!isOwnName(name)) {
    const wanted = `${packageOf(ownPrefix)}${name}`;
    throw refuse(
      `call it ${wanted}: by ${packageOf(ownPrefix)} settings know a rule of yours, and no rule of kubectl fleet is called so`,
    );
  }
  if (!rego.includes(`${name}.rego`)) throw refuse(`its rule has to be in ${name}.rego`);
}

/** True for a rule whose package is one of a user's own. */
export function isOwnName(name: string): boolean {
  return name.startsWith(packageOf(ownPrefix));
}

/** Whether a package can have this name; a file x_test.rego is a test of x, so no rule is called so. */
export function isRuleName(name: string): boolean {
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) && !name.endsWith('_test');
}
