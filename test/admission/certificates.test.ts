import { connect, type PeerCertificate } from 'node:tls';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { install, type Installation } from './managed/installation.ts';
import type { Replica } from './managed/replica.ts';

const { eu1 } = inject('fleet');
let installed: Installation;
let replicas: Replica[] = [];
beforeAll(async () => {
  installed = await install(eu1, 'admission-certificates', {
    leaf: { seconds: 600, renewAfterSeconds: 3 },
    checkSeconds: 1,
    settleSeconds: 2,
  });
  replicas = await Promise.all([installed.start(), installed.start()]);
  for (const replica of replicas) await replica.untilReady();
});
afterAll(async () => {
  await installed.uninstall();
});

test('two replicas that start at once make one authority, which is trusted wherever they are called', async () => {
  const authorities = await installed.authorities();
  expect(authorities).toHaveLength(1);
  const pem = authorities.join('');
  expect(await installed.bundles()).toEqual([pem, pem, pem]);
  for (const replica of replicas) {
    const leaf = await servedBy(await replica.port(), pem);
    expect(leaf.subjectaltname).toBe('IP Address:127.0.0.1');
    expect(Date.parse(leaf.valid_to) - Date.now()).toBeLessThanOrEqual(601_000);
  }
  expect(await create('first')).toEqual('configmap/first created (server dry run)\n');
});

test('the chart applied again takes nothing away, and is not told of a conflict', async () => {
  const before = await installed.bundles();
  for (const how of [['--server-side'], ['--server-side', '--field-manager=argocd'], []]) {
    const { stderr, exitCode } = await kubectl(eu1, ['apply', ...how, '-f', '-'], { input: installed.manifest });
    expect([exitCode, stderr.replaceAll(/Warning: resource .*\n/g, '')]).toEqual([0, '']);
    expect(await installed.bundles()).toEqual(before);
  }
  const jsonpath = 'jsonpath={.metadata.managedFields[?(@.manager=="kubectl-fleet")].fieldsV1}';
  const name = installed.namespace;
  const { stdout } = await kubectl(eu1, [
    'get',
    'mutatingwebhookconfiguration',
    name,
    '--show-managed-fields',
    '-o',
    jsonpath,
  ]);
  expect(JSON.parse(stdout)).toEqual({
    'f:webhooks': { 'k:{"name":"mutate.kubectl-fleet.io"}': { 'f:clientConfig': { 'f:caBundle': {} } } },
  });
});

test('what somebody wipes comes back', async () => {
  const before = await installed.bundles();
  await kubectl(eu1, ['replace', '-f', '-'], { input: withoutBundles(installed) });
  await until(
    'it is back',
    async () => JSON.stringify(await installed.bundles()) === JSON.stringify(before) || undefined,
  );
  expect(await create('again')).toEqual('configmap/again created (server dry run)\n');
});

test('garbage in the Secret is replaced, and no call is lost', async () => {
  const [old] = await installed.authorities();
  const garbage = JSON.stringify({ data: { 'ca.crt': 'Z2FyYmFnZQ==', 'ca.key': 'Z2FyYmFnZQ==' } });
  const lost = callsUntil(async () => {
    const [made] = await installed.authorities();
    if (made === undefined || made.fingerprint256 === old?.fingerprint256) return undefined;
    return (await issuers()).every(issuer => issuer === made.subject) || undefined;
  });
  await kubectl(eu1, ['patch', 'secret', 'authority', '-n', installed.namespace, '-p', garbage]);
  expect(await lost).toEqual([]);
  const made = await installed.authorities();
  expect(made).toHaveLength(1);
  // The webhook may serve certificates that the old authority signed for some time.
  expect((await installed.bundles())[0]).toBe([old, ...made].join(''));
});

test('a Secret that is deleted is told, and certificates go on; made again, it is filled again', async () => {
  await kubectl(eu1, ['delete', 'secret', 'authority', '-n', installed.namespace]);
  await until('it is told', async () => {
    const [log = '', other = ''] = await Promise.all(replicas.map(replica => replica.log()));
    return (
      (log.includes('secrets/authority answers 404') && other.includes('secrets/authority answers 404')) || undefined
    );
  });
  expect(await create('third')).toEqual('configmap/third created (server dry run)\n');
  await kubectl(eu1, ['apply', '--server-side', '-f', '-'], { input: installed.manifest });
  await until('it is filled', async () => (await installed.authorities()).length > 0 || undefined);
  expect(await create('fourth')).toEqual('configmap/fourth created (server dry run)\n');
});

test('when the process that keeps the authorities is killed, another does', async () => {
  const path = ['get', 'lease', 'authority', '-n', installed.namespace, '-o', 'jsonpath={.spec.holderIdentity}'];
  const { stdout: holder } = await kubectl(eu1, path);
  const [killed, left] = replicas.toSorted(({ pid }) => (holder.includes(`_${pid}_`) ? -1 : 1));
  await killed?.kill();
  await kubectl(eu1, ['replace', '-f', '-'], { input: withoutBundles(installed) });
  await until('it is back', async () => (await installed.bundles()).every(Boolean) || undefined);
  expect((await kubectl(eu1, path)).stdout).toContain(`_${left?.pid ?? ''}_`);
  // The lost data may have had an authority that the Secret had no longer. Then another one signs.
  await until('it is trusted again', async () => (await create('fifth')).startsWith('configmap/fifth') || undefined);
});

test('while the cluster is away, what is known goes on; a process that starts then says so and waits', async () => {
  installed.interrupt();
  const late = await installed.start();
  const reason = /certificate: .*socket disconnected/;
  const { status } = await until('it says why', async () => {
    const readiness = await late.readiness();
    return reason.test(readiness.body) ? readiness : undefined;
  });
  expect(status).toBe(503);
  const { serialNumber } = await servedNow();
  await until('a certificate is renewed', async () => (await servedNow()).serialNumber !== serialNumber || undefined);
  expect(await create('sixth')).toEqual('configmap/sixth created (server dry run)\n');
  installed.restore();
  await late.untilReady();
  expect(await create('seventh')).toEqual('configmap/seventh created (server dry run)\n');
});

/** Sends an object through kube-apiserver and both webhooks, which fail closed. */
async function create(name: string): Promise<string> {
  const words = ['create', 'configmap', name, '-n', installed.namespace, '--dry-run=server'];
  const { stdout, stderr } = await kubectl(eu1, words);
  return stdout + stderr;
}

/** Calls again and again until the condition is true. @returns the failures */
async function callsUntil(look: () => Promise<unknown>): Promise<string[]> {
  const lost: string[] = [];
  await until('it is so', async () => {
    const said = await create('busy');
    if (!said.endsWith('created (server dry run)\n')) lost.push(said);
    return (await look()) ?? undefined;
  });
  return lost;
}

async function issuers(): Promise<string[]> {
  const ports = await Promise.all(replicas.map(replica => replica.port()));
  const [bundle = ''] = await installed.bundles();
  const served = await Promise.all(ports.map(port => servedBy(port, bundle)));
  return served.map(({ issuer }) => `CN=${String(issuer.CN)}`);
}

/** The certificate of the one replica that is left. */
async function servedNow(): Promise<PeerCertificate> {
  const [bundle = ''] = await installed.bundles();
  return servedBy(Number(new URL(installed.url).port), bundle);
}

/** Returns the certificate that a port serves to a client that trusts only this authority. */
async function servedBy(port: number, ca: string): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    }).on('error', reject);
  });
}

/** Writes the configurations as a client does that does not know of the caBundle. */
function withoutBundles({ configurations }: Installation): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: configurations });
}
