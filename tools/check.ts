import { availableParallelism } from 'node:os';
import { findBinary } from './binaries/find.ts';
import { opa as tool } from './binaries/tools.ts';
import { runProgram } from '../kubernetes/program/program.ts';
import { root } from './repository/root.ts';

/**
 * Checks what needs no cluster, as many parts at a time as there are processors, and says what it
 * has not run.
 *
 * usage: check.ts [static]    `static` leaves the tests out and looks at every file, whatever was
 * seen before
 */

const isStatic = process.argv[2] === 'static';
const opa = await findBinary(tool);
const cache = 'node_modules/.cache';

interface Part {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Words by which a later run is faster. */
  readonly cached?: readonly string[];
}

// The longest first, which takes one processor.
const checks: readonly Part[] = [
  {
    name: 'eslint',
    command: ['eslint', '.'],
    cached: ['--cache', '--cache-location', `${cache}/eslint/`, '--cache-strategy', 'content'],
  },
  { name: 'types', command: ['tsc'], cached: ['--incremental', '--tsBuildInfoFile', `${cache}/types.tsbuildinfo`] },
  {
    name: 'prettier',
    command: ['prettier', '--check', '.'],
    cached: ['--cache', '--cache-strategy', 'content'],
  },
  { name: 'format of Rego', command: [opa, 'fmt', '--diff', '--fail', 'policies', 'examples'] },
  { name: 'strict Rego', command: [opa, 'check', '--strict', '--bundle', 'policies'] },
];
const tests: readonly Part[] = [
  { name: 'tests of Rego', command: [opa, 'test', '--bundle', 'policies', '--timeout', '5m'] },
  {
    name: 'unit tests',
    command: ['vitest', 'run', '--project', 'unit', '--maxWorkers', String(availableParallelism())],
  },
];

async function run({ name, command: [command, ...words], cached = [] }: Part): Promise<boolean> {
  const began = performance.now();
  const given = isStatic ? words : [...words, ...cached];
  const { stdout, stderr, exitCode } = await runProgram(command, given, { cwd: root });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${exitCode === 0 ? 'passed' : 'FAILED'}  ${name}, ${seconds} s\n`);
  if (exitCode !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  return exitCode === 0;
}

// All lanes take from one iterator. The tests begin early, because they take long and wait for
// timers; so there is one lane more than processors.
const waiting = (isStatic ? checks : [...checks.slice(0, 1), ...tests, ...checks.slice(1)]).values();
const lanes = Array.from({ length: availableParallelism() + 1 }, async () => {
  const passed: boolean[] = [];
  for (const part of waiting) passed.push(await run(part));
  return passed.every(Boolean);
});
process.exitCode = (await Promise.all(lanes)).every(Boolean) ? 0 : 1;
if (!isStatic)
  process.stdout.write(`not run, make test does it:
  integration  tests that start kube-apiserver, kubectl, helm or opa; coverage of Rego
  fleet        the plugin and the webhook against three clusters
  oldest       the plugin on the oldest Node
  node         real nodes, restarts and the demo
`);
