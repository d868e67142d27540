import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { RuleWords } from '../../policies/engine/words.ts';

export interface Rule {
  /** As users write it, e.g. no-federated-stateful. */
  id: string;
  words: RuleWords;
  samples: { name: string; text: string }[];
}

const ajv = new Ajv();
const areWords = ajv.compile<RuleWords>(RuleWords);

/** All rules below a folder, each from `<name>/<name>.rego` and `<name>/samples/`. @throws Error when the metadata of one is not whole */
export async function readRules(folder: string): Promise<Rule[]> {
  const names = await readdir(folder);
  return Promise.all(names.sort().map(name => readRule(join(folder, name), name)));
}

async function readRule(folder: string, name: string): Promise<Rule> {
  const [head = ''] = (await readFile(join(folder, `${name}.rego`), 'utf8')).split(/^package /m);
  const words: unknown = parse(head.replace('# METADATA\n', '').replaceAll(/^# ?/gm, ''));
  if (!areWords(words)) throw new Error(`metadata of ${name}: ${ajv.errorsText(areWords.errors)}`);
  const files = await readdir(join(folder, 'samples'));
  const samples = files
    .sort()
    .map(async file => ({ name: file, text: await readFile(join(folder, 'samples', file), 'utf8') }));
  return { id: name.replaceAll('_', '-'), words, samples: await Promise.all(samples) };
}
