import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PolicyError } from './errors.ts';
import type { RulesFolder } from './rule-folders.ts';
import { ruleTexts } from './rule-template.ts';

/**
 * Writes a rule, its test and its samples, for their author to fill in. Writes all files or none.
 * Returns the paths of the files below `rules.shown`.
 * @param name package name of the rule, e.g. own_no_something
 * @throws PolicyError RULE_INVALID when the rule exists; the system's error when a file cannot be
 *   written
 */
export async function startRule(rules: RulesFolder, name: string): Promise<string[]> {
  const folder = join(rules.path, name);
  if (await isThere(folder)) {
    throw new PolicyError('RULE_INVALID', `${join(rules.shown, name)} is there already; give the rule another name`);
  }
  const texts = Object.entries(ruleTexts(name));
  const created = await mkdir(rules.path, { recursive: true });
  // A program that reads the folder meanwhile takes no name with a dot in front for a rule.
  const unfinished = join(rules.path, `.${name}.unfinished`);
  try {
    for (const [file, content] of texts) {
      await mkdir(dirname(join(unfinished, file)), { recursive: true });
      await writeFile(join(unfinished, file), content);
    }
    await rename(unfinished, folder);
  } catch (error) {
    await rm(created ?? unfinished, { recursive: true, force: true });
    throw error;
  }
  return texts.map(([file]) => join(rules.shown, name, file));
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
