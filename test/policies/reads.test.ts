import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { loadEngine } from '../../policies/engine/engine.ts';
import { startServer, type Said } from '../../kubernetes/client/server.fixture.ts';
import { run } from '../../plugins/fleet/program.ts';
import { scriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { followCluster } from '../../webhooks/cluster/cluster.ts';
import { writeKubeconfig } from '../e2e/kubeconfigs.ts';

const systems = join(import.meta.dirname, '../../policies/fleet/catalogue/systems');
const policyFolder = new URL('../../dist/', import.meta.url);

const System = Type.Object({
  reads: Type.Optional(
    Type.Array(
      Type.Object({
        group: Type.String(),
        version: Type.String(),
        resource: Type.String(),
        by: Type.Array(Type.String()),
      }),
    ),
  ),
});
const isSystem = validatorOf(System);

/** Paths of the lists that the data of all systems has one of the two programs read. */
function pathsFor(program: 'plugin' | 'webhook'): string[] {
  const reads = readdirSync(systems).flatMap(name => {
    const system: unknown = parse(readFileSync(join(systems, name, 'data.yaml'), 'utf8'));
    if (!isSystem(system)) throw new Error(`${name}: not the data of a system`);
    return (system.reads ?? []).filter(({ by }) => by.includes(program));
  });
  return reads
    .map(({ group, version, resource }) => `${group === '' ? '/api' : `/apis/${group}`}/${version}/${resource}`)
    .sort();
}

const groups = ['apps', 'batch', 'policy', 'argoproj.io'].map(name => ({ name }));
const pathOf = (path: string) => path.replace(/\?.*/, '');
const discovery = ['/version', '/apis'];

/** Lists the requests of a command to an empty cluster. */
async function askedBy(command: string): Promise<string[]> {
  const answers: Record<string, Said> = {
    '/version': { body: { gitVersion: 'v1.37.2' } },
    '/apis': { body: { groups } },
  };
  const { url, asked } = await startServer(({ path }) => answers[pathOf(path)] ?? { body: { items: [] } });
  const kubeconfig = await writeKubeconfig({ eu: { cluster: { server: url }, user: {} } });
  const exitCode = await run([command, '--kubeconfig', kubeconfig], 'kubectl fleet', {
    stdout: () => undefined,
    stderr: () => undefined,
    progress: () => undefined,
    stdin: (async function* () {
      // Nothing is read from it.
    })(),
    terminal: { stdin: false },
    env: {},
    workingDirectory: '/',
    policyFolder,
    signal: new AbortController().signal,
    now: () => new Date(),
  });
  expect(exitCode).toBe(0);
  // By its UID a cluster is known that two contexts lead to.
  return asked.map(({ path }) => pathOf(path)).filter(path => path !== '/api/v1/namespaces/kube-system');
}

test('the webhook reads what the data says, and no secrets', async () => {
  const stopped = new AbortController();
  onTestFinished(() => {
    stopped.abort();
  });
  const client = scriptedClient({ '/version': [{ gitVersion: 'v1.37.2' }], '/apis': [{ groups }] });
  const engine = await loadEngine(policyFolder);
  followCluster(client, () => ({ engine }), {}, { signal: stopped.signal, onProblem: () => undefined });
  const expected = pathsFor('webhook');
  const lists = () => client.asked.map(pathOf).filter(path => !discovery.includes(path));
  await expect.poll(() => lists().toSorted()).toEqual(expected);
  expect(expected).toHaveLength(8);
  expect(expected.filter(path => path.includes('secrets'))).toEqual([]);
});

test('facts reads what the data says', async () => {
  const asked = await askedBy('facts');
  expect(asked.toSorted()).toEqual([...discovery, ...pathsFor('plugin')].sort());
  expect(asked).toHaveLength(11);
});

test('clusters reads no more than it shows', async () => {
  const kept = /nodes|namespaces|deployments|statefulsets|daemonsets|cronjobs/;
  const shown = pathsFor('plugin').filter(path => kept.test(path));
  expect((await askedBy('clusters')).toSorted()).toEqual([...discovery, ...shown].sort());
});
