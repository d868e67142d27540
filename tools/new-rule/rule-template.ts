import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isOwnName, isRuleName } from '../../policies/bundle/rule-names.ts';
import { ruleTexts } from '../../policies/bundle/rule-template.ts';

/**
 * Writes a rule, its test and its samples, which pass every check, for their author to fill in; answers the paths of the files.
 * @param id as users will write it, e.g. no-something
 * @throws RangeError when there is such a rule, or none can be called so
 */
export async function startRule(rulesFolder: string, id: string): Promise<string[]> {
  const name = id.replaceAll('-', '_');
  if (id.includes('_') || !isRuleName(name)) {
    throw new RangeError(
      `"${id}" is no name for a rule: write NAME=no-something (a-z, 0-9 and -, not ending in -test)`,
    );
  }
  if (isOwnName(name)) throw new RangeError(`"${id}" is a name for a rule of a user's own: those begin with own-`);
  if ((await readdir(rulesFolder)).includes(name)) throw new RangeError(`there is a rule ${id} already`);
  const files = Object.entries(ruleTexts(name)).map(([file, text]) => ({
    path: join(rulesFolder, name, file),
    text,
  }));
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return files.map(({ path }) => path);
}
