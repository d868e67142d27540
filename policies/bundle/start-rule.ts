import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ruleId } from '../rules/rule-id.ts';
import { PolicyError } from './errors.ts';
import type { RulesFolder } from './rule-folders.ts';
import { isOwnName, isRuleName, ownNameFor, takenWords } from './rule-names.ts';
import { ruleTexts } from './rule-template.ts';

/**
 * Writes a rule of a user's own, its test and its samples, for their author to fill in; answers the files as the user knows them. Nothing
 * is left of a rule that could not be written whole.
 * @param text the name as the user writes it, with own- in front or without
 * @param taken names that rules of this project have
 * @throws PolicyError RULE_INVALID about the name; the system's error where nothing can be written
 */
export async function startRule(rules: RulesFolder, text: string, taken: readonly string[]): Promise<string[]> {
  const name = nameOf(text, taken);
  const folder = join(rules.path, name);
  if (await isThere(folder)) {
    throw new PolicyError('RULE_INVALID', `${join(rules.shown, name)} is there already; give the rule another name`);
  }
  const texts = Object.entries(ruleTexts(name));
  const created = await mkdir(rules.path, { recursive: true });
  // A name with a dot in front is no rule for who reads the folder meanwhile.
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

function nameOf(text: string, taken: readonly string[]): string {
  const written = text.replaceAll('-', '_');
  if (taken.includes(written)) throw new PolicyError('RULE_INVALID', takenWords(written));
  const name = isOwnName(written) ? written : `own_${written}`;
  if (isRuleName(name)) return name;
  const nearest = ruleId(ownNameFor(text));
  throw new PolicyError(
    'RULE_INVALID',
    `"${text}" is no name for a rule (a-z, 0-9 and -, not ending in -test), e.g. ${nearest}`,
  );
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
