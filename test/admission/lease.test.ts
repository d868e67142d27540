import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { createClient, type Client } from '../../kubernetes/client/client.ts';
import { apiServerOf } from '../../webhooks/cluster/kubeconfig.ts';
import { holdLease } from '../../kubernetes/lease/lease.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';

const { eu1 } = inject('fleet');
const namespace = 'admission-lease';
const client = createClient(apiServerOf(loaded(eu1.kubeconfig)), { userAgent: 'kubectl-fleet-test' });
const holders = new Map<string, ChildProcess>();
const said = new Map<string, string>();
beforeAll(async () => {
  await kubectl(eu1, ['create', 'namespace', namespace]);
});
afterEach(() => {
  for (const holder of holders.values()) holder.kill('SIGKILL');
});
afterAll(async () => {
  await kubectl(eu1, ['delete', 'namespace', namespace, '--wait=false']);
});

test('of two processes one holds the Lease; when it is killed the other takes over, not before its time is over', async () => {
  await makeLease('killed');
  await start('killed', 'a');
  await until('a holds it', saysOf('a', 'held'));
  let looks = 0;
  const looking: Client = {
    ...client,
    get: path => {
      looks++;
      return client.get(path);
    },
  };
  const stopped = new AbortController();
  const taken = Promise.withResolvers<undefined>();
  const keeping = { signal: stopped.signal, onProblem: taken.reject };
  void holdLease(looking, { namespace, name: 'killed', identity: 'b', seconds: 3 }, keeping, async held => {
    taken.resolve(undefined);
    await once(held, 'abort');
  });
  // This is longer than the duration of the Lease, which a renews in the meantime.
  await until('b has looked at it for long', () => Promise.resolve(looks > 5 || undefined));
  expect(await specOf('killed')).toMatchObject({ holderIdentity: 'a', leaseTransitions: 1 });
  holders.get('a')?.kill('SIGKILL');
  const { renewTime: last = '' } = await specOf('killed');
  await taken.promise;
  const { acquireTime = '', ...spec } = await specOf('killed');
  expect(Date.parse(acquireTime) - Date.parse(last)).toBeGreaterThanOrEqual(3_000);
  expect(spec).toMatchObject({ holderIdentity: 'b', leaseDurationSeconds: 3, leaseTransitions: 2 });
  stopped.abort();
});

test('a process that is told to end gives the Lease back, and another has it at once', async () => {
  await makeLease('released');
  const holder = await start('released', 'c');
  await until('c holds it', saysOf('c', 'held'));
  holder.kill('SIGTERM');
  await once(holder, 'exit');
  expect(said.get('c')).toBe('held\nno longer held\n');
  expect(await specOf('released')).not.toHaveProperty('holderIdentity');
  await start('released', 'd');
  await until('d holds it', saysOf('d', 'held'));
});

test('a process that was stopped for a while and finds another one in its place ends its task', async () => {
  await makeLease('paused');
  const holder = await start('paused', 'e');
  await until('e holds it', saysOf('e', 'held'));
  await start('paused', 'f');
  holder.kill('SIGSTOP');
  await until('f holds it', saysOf('f', 'held'));
  holder.kill('SIGCONT');
  await until('e no longer holds it', saysOf('e', 'no longer held'));
  expect(await specOf('paused')).toMatchObject({ holderIdentity: 'f' });
});

test("a holder's clock may be wrong: only what changes is a sign of life", async () => {
  const renewTime = new Date(Date.now() + 3_600_000).toISOString().replace('Z', '000Z');
  await makeLease('future', { holderIdentity: 'gone', leaseDurationSeconds: 1, renewTime });
  await start('future', 'g');
  await until('g holds it', saysOf('g', 'held'));
});

test('a task that is done ends the matter, one that failed is told and begun again', async () => {
  await makeLease('done');
  const problems: string[] = [];
  let begun = 0;
  const keeping = { signal: AbortSignal.timeout(60_000), onProblem: (problem: string) => problems.push(problem) };
  await holdLease(client, { namespace, name: 'done', identity: 'h', seconds: 3 }, keeping, () => {
    begun++;
    return begun === 1 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
  });
  expect([begun, problems]).toEqual([2, ['the disk is full']]);
  expect(await specOf('done')).not.toHaveProperty('holderIdentity');
});

test('a Lease that is deleted while it is held is lost, and held again when it is back', async () => {
  await makeLease('deleted');
  await start('deleted', 'i');
  await until('i holds it', saysOf('i', 'held'));
  await kubectl(eu1, ['delete', 'lease', 'deleted', '-n', namespace]);
  // It reports next that there is nothing to take, at once or a little later.
  await until('i has lost it', () =>
    Promise.resolve(said.get('i')?.includes('no longer held\n') === true || undefined),
  );
  expect(said.get('i')).toContain('Lease deleted is lost: /apis/coordination.k8s.io/v1/namespaces/admission-lease/');
  await makeLease('deleted');
  await until('i holds it again', saysOf('i', '\nheld'));
});

function loaded(kubeconfig: string): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(kubeconfig);
  return kubeConfig;
}

/** A Lease as the chart makes it. */
async function makeLease(name: string, spec: object = {}): Promise<void> {
  const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace }, spec };
  const { stderr } = await kubectl(eu1, ['apply', '--server-side', '-f', '-'], { input: JSON.stringify(lease) });
  expect(stderr).toBe('');
}

async function specOf(name: string): Promise<{ acquireTime?: string; renewTime?: string }> {
  const { stdout } = await kubectl(eu1, ['get', 'lease', name, '-n', namespace, '-o', 'jsonpath={.spec}']);
  const spec: unknown = JSON.parse(stdout);
  return typeof spec === 'object' && spec !== null ? spec : {};
}

async function start(lease: string, identity: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'lease-holder.ts');
  const holder = spawn(process.execPath, [program, eu1.kubeconfig, namespace, lease, identity], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.set(identity, holder);
  said.set(identity, '');
  holder.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.set(identity, `${said.get(identity) ?? ''}${text}`);
  });
  await once(holder, 'spawn');
  return holder;
}

/** True when this is the last line that a process printed. */
function saysOf(identity: string, words: string): () => Promise<true | undefined> {
  return () => Promise.resolve(said.get(identity)?.endsWith(`${words}\n`) === true || undefined);
}
