import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../kubernetes/program/program.ts';
import { commands } from '../../plugins/fleet/commands/index.ts';
import { putOnPath, type ToolPath } from '../../tools/binaries/on-path.ts';
import { kubectl as kubectlTool } from '../../tools/binaries/tools.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { node, program } from './plugin.ts';

const { kubeconfig, eu1 } = inject('fleet');
const page = readFileSync(join(import.meta.dirname, '../../docs/reference/access.md'), 'utf8');
const role = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';

/** Lines of the commands that need no rights for named kinds, or name a kind of the role. */
const lines: Readonly<Record<string, string>> = {
  clusters: 'clusters',
  facts: 'facts',
  versions: 'versions',
  get: 'get deployments -A',
  status: 'status',
  events: 'events -A',
  wait: 'wait namespace/kube-system --for=create',
  diff: 'diff deployments -A -C eu-1,us-1',
  'api-resources': 'api-resources',
  'api-versions': 'api-versions',
};

let tools: ToolPath;
beforeAll(async () => {
  tools = await putOnPath([kubectlTool]);
  for (const cluster of [inject('fleet').hub, eu1, inject('fleet').us1]) {
    await kubectl(cluster, ['apply', '-f', '-'], { input: role });
    await kubectl(cluster, [
      'create',
      'clusterrolebinding',
      'e2e-access',
      '--clusterrole=kubectl-fleet',
      '--user=reader',
    ]);
  }
});
afterAll(async () => {
  await tools.remove();
  for (const cluster of [inject('fleet').hub, eu1, inject('fleet').us1]) {
    await kubectl(cluster, ['delete', 'clusterrolebinding/e2e-access', 'clusterrole/kubectl-fleet']);
  }
});

function as(user: string, line: string) {
  const env = { ...process.env, PATH: tools.path, KUBECONFIG: kubeconfig };
  // A person who has logged in is of this group, without which discovery is forbidden.
  const words = [...line.split(' '), `--as=${user}`, '--as-group=system:authenticated'];
  return runProgram(node, [program, ...words], { env });
}

/**
 * Commands that need an API which the shared clusters do not serve, or rights of kubectl's own. The
 * test of each runs it.
 */
const elsewhere = ['describe', 'top'];

test('every command that asks clusters is tried', async () => {
  const all = await Promise.all(Object.values(commands).map(load => load()));
  expect([...Object.keys(lines), ...elsewhere].sort()).toEqual(
    all.flatMap(({ name, access }) => (access === undefined ? [] : [name])).sort(),
  );
  const asking = all.filter(({ flags }) => Object.hasOwn(flags, 'clusters')).map(({ name }) => name);
  expect(asking.sort()).toEqual([...Object.keys(lines), ...elsewhere].sort());
});

test.each(Object.entries(lines))('%s needs no more than the role of the page', async (_, line) => {
  const { stdout, stderr, exitCode } = await as('reader', line);
  expect(stderr).not.toMatch(/forbidden|cannot/);
  expect(stdout).not.toContain('?');
  expect([0, 1]).toContain(exitCode);
});

test.each(['clusters', 'facts', 'versions'])('%s names what a user without rights may not read', async line => {
  const { stderr } = await as('stranger', line);
  expect(stderr).toContain('stranger');
  expect(stderr).toMatch(/forbidden/);
});
