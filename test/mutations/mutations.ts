import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../../build/opa.ts';
import { mutantsOf } from './mutants.ts';
import { startTrials, type Outcome } from './trial.ts';

/**
 * Leaves out each line of each rule once and runs the Rego tests: a line that no test misses is a survivor. Names them, and ends with exit
 * code 1 when there is one. Words on the command line are rules to look at instead of all.
 */

const rulesFolder = join(root, 'policies/fleet/rules');
const all = await readdir(rulesFolder);
const rules = process.argv.length > 2 ? process.argv.slice(2).map(id => id.replaceAll('-', '_')) : all;
const trials = await startTrials(join(root, 'policies'), availableParallelism());

let survivors = 0;
for (const rule of rules) {
  const file = `fleet/rules/${rule}/${rule}.rego`;
  const mutants = mutantsOf(await readFile(join(root, 'policies', file), 'utf8'));
  const outcomes = await Promise.all(mutants.map(({ source }) => trials.run(file, source)));
  const count = (outcome: Outcome) => outcomes.filter(one => one === outcome).length;
  process.stdout.write(
    `${rule.replaceAll('_', '-')}: ${mutants.length} lines, ${count('refused')} that Rego does not compile without, ` +
      `${count('caught')} that a test misses, ${count('survived')} survivors\n`,
  );
  for (const [index, { line, text }] of mutants.entries()) {
    if (outcomes[index] === 'survived') process.stdout.write(`  policies/${file}:${line}: ${text}\n`);
  }
  survivors += count('survived');
}
await trials.end();
process.stdout.write(`${survivors} survivors\n`);
process.exitCode = survivors === 0 ? 0 : 1;
