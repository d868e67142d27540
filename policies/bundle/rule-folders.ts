import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PolicyError } from './errors.ts';
import type { Problem } from './problems.ts';
import { isOwnName, isRuleName, ownNameFor, takenWords } from './rule-names.ts';

/** A user's folder of rules. */
export interface RulesFolder {
  /** As the user wrote it, for errors. */
  shown: string;
  /** As it opens. */
  path: string;
}

/** The folder of one rule. */
export interface RuleFolder {
  folder: string;
  /** The name that its rule has or, where the folder has a wrong one, should have. */
  name: string;
}

/**
 * The rules in a folder: of its folders that hold Rego, each `<rule_name>/<rule_name>.rego`.
 * @param taken names that rules of this project have
 * @throws PolicyError RULES_MISSING
 */
export async function readRuleFolders(
  { shown, path }: RulesFolder,
  taken: readonly string[],
): Promise<{ rules: RuleFolder[]; problems: Problem[] }> {
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
    throw new PolicyError('RULES_MISSING', `${shown} is no folder that can be read`, { cause });
  });
  const files = entries.filter(entry => entry.isFile()).map(({ name }) => name);
  if (files.includes(`${basename(path)}.rego`)) {
    throw new PolicyError(
      'RULES_MISSING',
      `${shown} is the folder of a rule; name the folder that holds it: ${join(shown, '..')}`,
    );
  }
  const problems = files
    .filter(file => file.endsWith('.rego'))
    .map(file => ({ file: join(shown, file), words: 'a rule has a folder of its own, <name>/<name>.rego' }));
  const folders = entries.filter(entry => !entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  const rules: RuleFolder[] = [];
  for (const folder of folders.sort()) {
    const rego = (await readdir(join(path, folder))).filter(file => file.endsWith('.rego'));
    // Without Rego it is no rule; with Rego it must not be passed over because of a file's name.
    if (rego.length === 0) continue;
    const name = isOwnName(folder) && isRuleName(folder) ? folder : ownNameFor(folder);
    if (name !== folder) problems.push({ file: join(shown, folder), words: problemOfName(folder, name, taken) });
    if (!rego.includes(`${name}.rego`)) {
      problems.push({ file: join(shown, folder), words: `its rule has to be in ${name}.rego` });
    }
    if (!rules.some(rule => rule.name === name)) rules.push({ folder, name });
  }
  if (rules.length + problems.length === 0) {
    throw new PolicyError(
      'RULES_MISSING',
      `${shown} holds no rules; begin one: kubectl fleet policy new NAME ${shown}`,
    );
  }
  return { rules, problems };
}

function problemOfName(folder: string, name: string, taken: readonly string[]): string {
  if (taken.includes(folder)) return takenWords(folder);
  if (!isRuleName(folder)) {
    return `a rule's folder has a name such as ${name} (a-z, 0-9, _; not ending in _test)`;
  }
  return `call it ${name}: by own_ settings know a rule of yours, and no rule of kubectl fleet is called so`;
}
