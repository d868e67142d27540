import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { root } from '../../tools/repository/root.ts';
import { mutantsOf } from './mutants.ts';
import { startMutationRuns, type Outcome } from './mutation-run.ts';

/**
 * Leaves out each line of each rule, and of what decides beside them, once and runs the Rego tests:
 * a line that no test misses is a survivor. Names them, and ends with exit code 1 when there is
 * one. Words on the command line are folders of policies/fleet to look at instead of all, e.g.
 * history or rules/no_manual_edit.
 */

const decisive = [
  'rules',
  'verdict',
  'history',
  'ownership',
  'marks',
  'reach',
  'selection',
  'exemptions',
  'controllers',
  'built_in',
];
const policies = join(root, 'policies');
const folders = process.argv.length > 2 ? process.argv.slice(2) : decisive;
const files = (await Promise.all(folders.map(packagesBelow))).flat();
const runs = await startMutationRuns(policies, availableParallelism());

let survivors = 0;
for (const file of files) {
  const mutants = mutantsOf(await readFile(join(policies, file), 'utf8'));
  const outcomes = await Promise.all(mutants.map(({ source }) => runs.run(file, source)));
  const count = (outcome: Outcome) => outcomes.filter(one => one === outcome).length;
  process.stdout.write(
    `${file}: ${mutants.length} lines, ${count('refused')} that Rego does not compile without, ` +
      `${count('caught')} that a test misses, ${count('survived')} survivors\n`,
  );
  for (const [index, { line, text }] of mutants.entries()) {
    if (outcomes[index] === 'survived') process.stdout.write(`  policies/${file}:${line}: ${text}\n`);
  }
  survivors += count('survived');
}
await runs.end();
process.stdout.write(`${survivors} survivors\n`);
process.exitCode = survivors === 0 ? 0 : 1;

/**
 * Files of the packages in a folder of policies/fleet, each called as its own folder is: no tests,
 * and no admission policies, which an API server tries.
 */
async function packagesBelow(folder: string): Promise<string[]> {
  const names = await readdir(join(policies, 'fleet', folder), { recursive: true });
  const files = names.sort().map(name => join('fleet', folder, name));
  return files.filter(file => basename(file) === `${basename(dirname(file))}.rego`);
}
