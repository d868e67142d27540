import { X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { createAuthority } from '../testbed/certificates/certificates.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import {
  helmHere,
  helmWith,
  makeNamespace,
  onlyCallersOf,
  ownCertificate,
  put,
  putCertificate,
  replaceAuthority,
  trusted,
} from './installation.ts';
import { release } from '../testbed/webhook/chart.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { obstacleToNodes } from '../testbed/nodes/obstacle.ts';
import { inventory } from './inventory.ts';
import { startLoad, type Tally } from './load.ts';
import { deployment, federatedStatefulSet, namespace } from './objects.ts';
import { answerToStranger, pods, servedBy, untilSettled } from './pods.ts';
import { startSite, type Site } from './site.ts';

/** Each look starts programs, which take time from what is looked at. */
const seldom = { interval: 500, timeout: 120_000 };
const nothingLost = { failedClosed: [], admitted: 0, bare: 0, failed: [] };

describeUnless(await obstacleToNodes(), 'the webhook, installed by Helm', () => {
  let site: Site;
  let before: string[];
  const run = (...words: string[]): Promise<ProgramAnswer> => kubectl(site.cluster, words);
  /**
   * Returns the results of a load during a change of the webhook, and a second before and after.
   */
  const under = async (work: (tally: Tally) => Promise<void>): Promise<Tally> => {
    const load = startLoad(site.cluster);
    try {
      await sleep(1_000);
      await work(load.tally);
      await sleep(1_000);
    } finally {
      await load.stop();
    }
    return load.tally;
  };

  const certificates = async (): Promise<X509Certificate[]> =>
    Promise.all((await pods(site.cluster)).map(pod => servedBy(site, pod)));

  beforeAll(async () => {
    site = await startSite();
    await applyObjects(site.cluster, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]);
    await makeNamespace(site.cluster);
    before = await inventory(site.cluster);
    expect(await helmWith(site.cluster, 'install')).toMatchObject({ stderr: '', exitCode: 0 });
  });
  afterAll(() => site.stop());

  test('all replicas are ready, on both nodes', async () => {
    const seen = await pods(site.cluster);
    expect(seen.map(({ ready }) => ready)).toEqual([true, true, true]);
    expect(new Set(seen.map(({ node }) => node))).toEqual(new Set(['node-1', 'node-2']));
  });

  test('a StatefulSet of a federation is refused, a Deployment gets its owner', async () => {
    const { stderr } = await put(site.cluster, federatedStatefulSet('db'));
    expect(stderr).toContain(
      'admission webhook "validate.kubectl-fleet.io" denied the request: \nno-federated-stateful: StatefulSet shop/db was placed here by Karmada',
    );
    expect(await put(site.cluster, deployment('web'))).toEqual({
      stdout: 'deployment.apps/web created\n',
      stderr: '',
      exitCode: 0,
    });
    const { stdout } = await run('get', 'deployment/web', '-n', namespace, '-o', 'jsonpath={.metadata.annotations}');
    expect(JSON.parse(stdout)).toMatchObject({
      'kubectl-fleet.io/owned-by': 'platform',
      'kubectl-fleet.io/cluster': 'real',
    });
    await run('delete', 'deployment/web', '-n', namespace);
  });

  test('helm test sees the same', async () => {
    const { stdout, stderr, exitCode } = await helmHere(site.cluster, 'test', release.name, '--logs');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toContain('Succeeded');
  });

  test('while a process is killed nothing is admitted unseen, and nothing fails but what asks that process', async () => {
    const [victim] = await pods(site.cluster);
    let killed = 0;
    let back = 0;
    const { admitted, failedClosed, failed } = await under(async () => {
      killed = performance.now();
      await site.nodes.find(({ name }) => name === victim?.node)?.kill(victim?.container ?? '');
      await until('it runs again', async () => {
        const again = (await pods(site.cluster)).find(({ name }) => name === victim?.name);
        return (again?.ready === true && again.restarts === 1) || undefined;
      });
      back = performance.now();
    });
    expect(admitted).toBe(0);
    for (const { at, words } of [...failedClosed, ...failed]) {
      expect(at).toBeGreaterThan(killed);
      expect(at).toBeLessThan(back);
      expect(words).toMatch(/failed calling webhook .*(connection refused|connection reset|EOF)/);
    }
  });

  test('while authority and certificates are replaced no call fails', async () => {
    const [old] = await trusted(site.cluster);
    const tally = await under(async () => {
      await replaceAuthority(site.cluster);
      const issuers = async (): Promise<string[]> => (await certificates()).map(({ issuer }) => issuer);
      await expect.poll(issuers, seldom).not.toContain(old?.subject);
    });
    expect(tally).toMatchObject(nothingLost);
    const after = await trusted(site.cluster);
    const served = await certificates();
    expect(new Set(served.map(({ serialNumber }) => serialNumber)).size).toBe(3);
    expect(served.map(leaf => after.findIndex(authority => leaf.verify(authority.publicKey)))).toEqual([1, 1, 1]);
    expect(after[0]?.subject).toBe(old?.subject);
  });

  test('while a node is drained no call fails', async () => {
    const tally = await under(async () => {
      expect(await run('drain', 'node-1', '--timeout=100s')).toMatchObject({ exitCode: 0 });
      await untilSettled(site.cluster);
    });
    expect(tally).toMatchObject(nothingLost);
    expect((await pods(site.cluster)).map(({ node }) => node)).toEqual(['node-2', 'node-2', 'node-2']);
    await run('uncordon', 'node-1');
  });

  test('while it is upgraded and rolled back no call fails: 200 forbidden creates are refused', async () => {
    const tally = await under(async load => {
      const values = { podAnnotations: { 'example.com/round': '2' } };
      expect(await helmWith(site.cluster, 'upgrade', values)).toMatchObject({ stderr: '', exitCode: 0 });
      const words = ['rollback', release.name, '1', '--wait'];
      expect(await helmHere(site.cluster, ...words)).toMatchObject({ stderr: '', exitCode: 0 });
      await untilSettled(site.cluster);
      await until('200 were refused', () => Promise.resolve(load.refused >= 200 || undefined));
    });
    expect(tally).toMatchObject(nothingLost);
    const { stdout } = await run('get', 'deployment', release.name, '-n', release.namespace, '-o', 'yaml');
    expect(stdout).not.toContain('example.com/round');
  });

  test('it runs as whatever user the platform chooses, as OpenShift does', async () => {
    const user = 1_000_680_000;
    const podSecurityContext = { runAsUser: user, fsGroup: user, supplementalGroups: [user] };
    expect(await helmWith(site.cluster, 'upgrade', { podSecurityContext })).toMatchObject({ stderr: '', exitCode: 0 });
    await untilSettled(site.cluster);
    expect(await helmHere(site.cluster, 'test', release.name)).toMatchObject({ stderr: '', exitCode: 0 });
  });

  test('when it is uninstalled nothing is left', async () => {
    expect(await helmHere(site.cluster, 'uninstall', release.name, '--wait')).toMatchObject({
      stderr: '',
      exitCode: 0,
    });
    await expect.poll(() => inventory(site.cluster), { timeout: 60_000, interval: 1_000 }).toEqual(before);
    expect((await run('get', 'statefulsets', '-n', namespace, '-o', 'name')).stdout).toBe('');
  });

  test('while a certificate of its own is renewed no call fails, and nobody but the API server is answered', async () => {
    const authority = await createAuthority('webhook-ca');
    await putCertificate(site.cluster, authority);
    const values = { ...ownCertificate(authority), ...(await onlyCallersOf(site.cluster, site.callers)) };
    expect(await helmWith(site.cluster, 'install', values)).toMatchObject({ stderr: '', exitCode: 0 });
    const tally = await under(async () => {
      const { serialNumber } = new X509Certificate(await putCertificate(site.cluster, authority));
      const serials = async (): Promise<string[]> => (await certificates()).map(leaf => leaf.serialNumber);
      await expect.poll(serials, seldom).toEqual([serialNumber, serialNumber, serialNumber]);
    });
    expect(tally).toMatchObject(nothingLost);
    const [replica] = await pods(site.cluster);
    expect(replica && (await answerToStranger(site, replica))).toBe(
      '401 kubectl fleet: whoever asks has to prove to be kube-apiserver, by a client certificate\n',
    );
  });
});
