import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { commands } from '../../plugins/fleet/commands/index.ts';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { putOnPath, type ToolPath } from '../../tools/binaries/on-path.ts';
import { kubectl, opa } from '../../tools/binaries/tools.ts';
import { node, program } from './plugin.ts';

/** Lines that succeed, by the name of their command. */
const lines: Readonly<Record<string, string>> = {
  clusters: 'clusters -o wide',
  get: 'get nodes,namespaces -o yaml',
  describe: 'describe namespace default',
  events: 'events -A',
  wait: 'wait namespace/default --for=create',
  'api-resources': 'api-resources -o wide',
  'api-versions': 'api-versions',
  diff: 'diff namespace/default --ignore status',
  versions: 'versions',
  facts: 'facts -o json',
  lint: 'lint examples/allowed --helm --kustomize',
  explain: 'explain no-federated-stateful',
  'policy new': 'policy new no-example',
  'policy build': 'policy build own-rules -o bundle.tar.gz',
  'policy test': 'policy test own-rules',
  'policy export vap': 'policy export vap',
  options: 'options',
  version: 'version',
};

let tools: ToolPath;
let folder: string;
beforeAll(async () => {
  tools = await putOnPath([opa, kubectl]);
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-every-'));
  const repository = join(import.meta.dirname, '../..');
  await cp(join(repository, 'examples'), join(folder, 'examples'), { recursive: true });
  await cp(join(repository, 'docs/guides/own-rules'), join(folder, 'own-rules'), { recursive: true });
});
afterAll(async () => {
  await tools.remove();
  await rm(folder, { recursive: true });
});

function run(line: string): Promise<ProgramAnswer> {
  const env = { ...process.env, PATH: tools.path, KUBECONFIG: inject('fleet').kubeconfig };
  return runProgram(node, [program, ...line.split(' ')], { cwd: folder, env });
}

/**
 * Commands that need an API which the shared clusters do not serve, or fail where something is
 * broken. The test of each runs it.
 */
const elsewhere = ['status', 'top'];

test('no command is missing here', () => {
  expect(Object.keys(commands).filter(name => lines[name] === undefined)).toEqual(elsewhere);
});

test.each(Object.keys(lines))('%s succeeds', async name => {
  const { stdout, stderr, exitCode } = await run(lines[name] ?? name);
  // Node's own warnings are none of the plugin's words.
  expect(stderr).not.toMatch(/error|warning:/i);
  expect(stdout + stderr).not.toBe('');
  expect(exitCode).toBe(0);
});

test.each(Object.keys(commands))('%s has help', async name => {
  expect(await run(`${name} --help`)).toMatchObject({ exitCode: 0, stderr: '' });
});

test.each(Object.keys(commands))('%s is quiet when nobody reads on', async name => {
  const env = { ...process.env, PATH: tools.path, KUBECONFIG: inject('fleet').kubeconfig };
  const words = ['-c', '"$@" | true', 'sh', node, program, ...(lines[name] ?? name).split(' ')];
  const { stderr, exitCode } = await runProgram('sh', words, { cwd: folder, env });
  expect(stderr).not.toMatch(/EPIPE|^\s+at /m);
  expect(exitCode).toBe(0);
});
