import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PolicyError } from './errors.ts';
import type { Problem } from './problems.ts';
import { isOwnName, isRuleName, ownNameFor, takenWords } from './rule-names.ts';

/** Folder of rules. */
export interface RulesFolder {
  /** Path as the user wrote it, for messages. */
  shown: string;
  /** Path that opens. */
  path: string;
}

/** Folder of one rule. */
export interface RuleFolder {
  folder: string;
  /** Name of its rule; for a folder with a wrong name, the right one. */
  name: string;
}

/**
 * Returns the rules in a folder, each `<rule_name>/<rule_name>.rego`, and the problems of their
 * names. Ignores folders without Rego.
 * @param taken package names of the rules of this project
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
    // A folder with Rego is a rule even if no file has the right name.
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
