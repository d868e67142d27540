import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';

const repository = join(import.meta.dirname, '../..');

const Action = Type.Object({
  inputs: Type.Record(Type.String(), Type.Object({ default: Type.String() })),
  runs: Type.Object({
    steps: Type.Array(Type.Object({ env: Type.Record(Type.String(), Type.String()), run: Type.String() })),
  }),
});

let folder: string;
let version: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'action-'));
  await cp(join(repository, 'examples'), join(folder, 'examples'), { recursive: true });
  const { stdout } = await runProgram('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: repository });
  version = `file:${join(folder, stdout.trim())}`;
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the steps of action.yml as GitHub's runner does, one after another until one fails. */
async function runAction(given: Record<string, string>): Promise<ProgramAnswer> {
  const action: unknown = parse(await readFile(join(repository, 'action.yml'), 'utf8'));
  if (!Value.Check(Action, action)) throw new Error('the action has another shape');
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
  const inputs: Record<string, string> = { ...defaults, version, ...given };
  const filled = (text: string) =>
    text.replaceAll(/\$\{\{ inputs\.(\w+) \}\}/g, (_, name: string) => inputs[name] ?? '');
  const prefix = join(folder, 'prefix');
  let answer: ProgramAnswer = { stdout: '', stderr: '', exitCode: 0 };
  for (const { env, run } of action.runs.steps) {
    const told = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text)]));
    const PATH = [join(prefix, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
    // npm that runs the tests may be silent, and would make its children so.
    const npm = { npm_config_prefix: prefix, npm_config_loglevel: 'error' };
    const options = { cwd: folder, env: { ...process.env, ...told, PATH, ...npm } };
    answer = await runProgram('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], options);
    if (answer.exitCode !== 0) break;
  }
  return answer;
}

test('findings are annotations, and fail the step', async () => {
  const { stdout, exitCode } = await runAction({
    paths: 'examples/allowed\nexamples/refused/federated-statefulset.yaml',
  });
  expect(stdout.slice(0, stdout.indexOf('::', 2))).toBe(
    '::error file=examples/refused/federated-statefulset.yaml,line=8,col=5,title=no-federated-stateful',
  );
  expect(exitCode).toBe(1);
});

test('what is well passes', async () => {
  const { stdout, stderr, exitCode } = await runAction({
    paths: 'examples/allowed',
    arguments: '--fail-on warn --helm',
  });
  expect([stdout, stderr, exitCode]).toEqual(['', '5 objects in 4 files: 0 denied, 0 warnings, 0 audit\n', 0]);
});

test('findings are written as SARIF where a file is named for it', async () => {
  const { stdout, exitCode } = await runAction({ paths: 'examples/refused', sarif: 'lint.sarif' });
  const log: unknown = JSON.parse(await readFile(join(folder, 'lint.sarif'), 'utf8'));
  expect(log).toMatchObject({ version: '2.1.0' });
  expect([stdout, exitCode]).toEqual(['', 1]);
});

test('a version that there is not fails before anything is judged', async () => {
  const { stderr, exitCode } = await runAction({ version: `file:${folder}/nowhere.tgz` });
  expect(stderr).toContain('ENOENT');
  expect(exitCode).not.toBe(0);
});
