import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { metadataLines, metadataProblems } from './metadata.ts';
import { parseModule, type Module } from './parse-module.ts';
import type { Problem } from './problems.ts';
import type { Stage } from './stage.ts';

/** Result of the check of one rule. */
export interface Checked {
  name: string;
  problems: readonly Problem[];
  /** False if opa would blame other rules for the faults of this one, or report nothing. */
  isSound: boolean;
}

/**
 * Checks that each of the user's rules has what the entry points read: its package, its metadata,
 * `words` and `violations`.
 */
export async function checkContract(stage: Stage): Promise<Checked[]> {
  return Promise.all(stage.names.map(name => checkRule(stage, name)));
}

async function checkRule(stage: Stage, name: string): Promise<Checked> {
  const folder = join('fleet/rules', name);
  const files = await readdir(join(stage.folder, folder), { recursive: true });
  const sources = files.filter(file => file.endsWith('.rego') && !file.endsWith('_test.rego')).sort();
  const answers = await Promise.all(sources.map(file => parseModule(stage, join(folder, file))));
  const unparsed = answers.flatMap(answer => ('problems' in answer ? answer.problems : []));
  const modules = answers.flatMap(answer => ('heads' in answer ? [answer] : []));
  const wanted = `fleet.rules.${name}`;
  const foreign = modules
    .filter(({ path }) => path !== wanted)
    .map(({ shown, row, path }) => ({ file: shown, row, words: `its package is ${path} and has to be ${wanted}` }));
  const main = modules.find(({ file }) => file === join(folder, `${name}.rego`)) ?? modules[0];
  // A file that is not Rego cannot be checked.
  const lacking = main === undefined || unparsed.length > 0 ? [] : await lacks(stage, main, modules);
  const problems = [...unparsed, ...foreign, ...lacking];
  return { name, problems, isSound: unparsed.length + foreign.length === 0 };
}

async function lacks({ folder }: Stage, main: Module, modules: readonly Module[]): Promise<Problem[]> {
  const heads = modules.flatMap(({ shown, heads }) => heads.map(head => ({ ...head, file: shown })));
  const problems = problemsOfMetadata(main, await readFile(join(folder, main.file), 'utf8'));
  if (!heads.some(({ name }) => name === 'words')) {
    problems.push({ ...placeOf(main), words: 'it lacks the line: words := rego.metadata.chain()[1].annotations' });
  }
  const violations = heads.filter(({ name }) => name === 'violations');
  const other = violations.find(({ isSet }) => !isSet);
  const wanted = 'violations contains {"path": ..., "message": ...} if { ... }';
  if (violations.length === 0) problems.push({ ...placeOf(main), words: `it lacks the rule: ${wanted}` });
  if (other !== undefined) {
    problems.push({ file: other.file, row: other.row, words: `violations has to be a set: ${wanted}` });
  }
  return problems;
}

function problemsOfMetadata(main: Module, text: string): Problem[] {
  if (main.metadata === undefined) {
    const lines = metadataLines().map(line => `\n    ${line}`);
    return [{ ...placeOf(main), words: `it lacks metadata above its package:${lines.join('')}` }];
  }
  const lines = text.split('\n');
  return metadataProblems(main.metadata).map(({ key, words }) => {
    const index = key === undefined ? -1 : lines.findIndex(line => new RegExp(`^#[\\s-]*${key}\\s*:`).test(line));
    return { file: main.shown, row: index === -1 ? main.row : index + 1, words };
  });
}

const placeOf = ({ shown, row }: Module) => ({ file: shown, row });
