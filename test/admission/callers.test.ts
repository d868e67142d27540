import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { createAuthority, issueCertificate, type Certificate } from '../testbed/certificates/certificates.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { webhookCredentials } from '../testbed/cluster/admission-configuration.ts';
import { until } from '../testbed/errors/until.ts';
import { send, type Reply } from '../testbed/cluster/send.ts';
import { openProxy, type Proxy } from './tcp-proxy.ts';
import { startWebhook, type WebhookProcess } from './webhook-process.ts';

/**
 * kube-apiserver reads its credentials for each of these addresses before it starts, and so before
 * a webhook listens on them.
 */
let folder: string;
let ports: Record<'certificate' | 'token' | 'nobody', Proxy>;
let cluster: Cluster;
let byCertificate: WebhookProcess;
let byToken: WebhookProcess;
const clients = await createAuthority('callers-ca');
const issuer = 'https://kubernetes.default.svc';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-callers-'));
  ports = { certificate: await openProxy(), token: await openProxy(), nobody: await openProxy() };
  const caller = await issueCertificate(clients, { commonName: 'kube-apiserver' });
  const credentials = await webhookCredentials(folder, {
    [hostOf(ports.certificate)]: dataOf(caller),
    [hostOf(ports.token)]: { tokenFile: join(folder, 'token') },
  });
  await put('clients.crt', clients.certificate);
  const gate = '--feature-gates=APIServerWebhookAuthenticationToken=true';
  cluster = await startCluster({ name: 'callers', apiserverArguments: [...credentials, gate] });
  const callers = { clientCA: join(folder, 'clients.crt'), names: ['kube-apiserver'] };
  const tokens = { issuer, audience: `https://${hostOf(ports.token)}` };
  [byCertificate, byToken] = await Promise.all([
    startWebhook(cluster, 0, { callers }),
    startWebhook(cluster, 0, { callers: { tokens } }),
  ]);
  ports.certificate.lead([portOf(byCertificate)]);
  ports.nobody.lead([portOf(byCertificate)]);
  ports.token.lead([portOf(byToken)]);
  const made = await kubectl(cluster, ['apply', '-f', '-'], { input: JSON.stringify(objects()) });
  expect(made.stderr).toBe('');
});
afterAll(async () => {
  for (const port of Object.values(ports)) port.close();
  await Promise.all([byCertificate.stop(), byToken.stop(), cluster.stop()]);
  await rm(folder, { recursive: true });
});

test('a kube-apiserver that shows its certificate is heard, one that shows none is told so', async () => {
  await register('certificate', byCertificate);
  expect(await untilCalled('certificate')).toBe('configmap/asked created (server dry run)\n');
  await register('nobody', byCertificate);
  expect(await untilCalled('nobody')).toBe(
    'error: failed to create configmap: Internal error occurred: failed calling webhook "nobody.kubectl-fleet.io": ' +
      'failed to call webhook: the server has asked for the client to provide credentials\n',
  );
});

test('whoever else reaches the port is told what is missing, and may still ask how the webhook is', async () => {
  const ca = byCertificate.authority;
  const as = async (pair?: Certificate): Promise<string> =>
    answerOf(await post(byCertificate, { ...(pair && { cert: pair.certificate, key: pair.key }) }));
  const of = (authority: typeof clients, commonName: string): Promise<Certificate> =>
    issueCertificate(authority, { commonName });
  expect(await as()).toBe(
    '401 kubectl fleet: whoever asks has to prove to be kube-apiserver, by a client certificate\n',
  );
  expect(await as(await of(clients, 'kube-apiserver'))).toBe('200');
  expect(await as(await of(clients, 'intruder'))).toBe(
    '403 kubectl fleet: the client certificate is of intruder, who is not one of callers.names\n',
  );
  expect(await as(await of(await createAuthority('other-ca'), 'kube-apiserver'))).toBe(
    '401 kubectl fleet: the client certificate is not accepted: UNABLE_TO_VERIFY_LEAF_SIGNATURE\n',
  );
  const expired = issueCertificate(clients, { commonName: 'kube-apiserver', expires: new Date(Date.now() - 1000) });
  expect(await as(await expired)).toBe('401 kubectl fleet: the client certificate is not accepted: CERT_HAS_EXPIRED\n');
  expect(await send(`${byCertificate.url}/healthz`, { ca })).toMatchObject({ status: 200, body: 'ok\n' });
});

test('other authorities of clients are taken up without a restart, a file without any is told', async () => {
  const next = await createAuthority('callers-ca');
  const pair = await issueCertificate(next, { commonName: 'kube-apiserver' });
  await put('clients.crt', 'nothing');
  await until(
    'it is told',
    async () => (await byCertificate.log()).includes('clients.crt holds no certificate') || undefined,
  );
  expect((await post(byCertificate, {})).status).toBe(401);
  await put('clients.crt', clients.certificate + next.certificate);
  await until('it is taken up', async () => {
    const { status } = await post(byCertificate, { cert: pair.certificate, key: pair.key });
    return status === 200 || undefined;
  });
});

test('a kube-apiserver that shows a token which was made for the webhook is heard', async () => {
  await register('token', byToken);
  await put('token', await tokenFor('token', '*'));
  expect(await untilCalled('token')).toBe('configmap/asked created (server dry run)\n');
});

test('a token speaks for its API group, and for the webhook that it was made for', async () => {
  const as = async (token: string): Promise<string> =>
    answerOf(
      await post(byToken, { headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } }),
    );
  expect(await as(await tokenFor('token', '*'))).toBe('200');
  expect(await as(await tokenFor('token', 'apps'))).toBe('200');
  expect(await as(await tokenFor('token', 'batch'))).toBe(
    '403 kubectl fleet: this caller may not ask about objects of the API group "apps"\n',
  );
  expect(await as(await tokenFor('certificate', '*'))).toContain('401 kubectl fleet: the bearer token is not accepted');
  const audience = `https://${hostOf(ports.token)}/validate`;
  const own = (await kubectl(cluster, ['create', 'token', 'default', `--audience=${audience}`])).stdout;
  expect(await as(own)).toBe(
    '403 kubectl fleet: the bearer token is of system:serviceaccount:default:default, who is not one of callers.names, and no API group is attested to it\n',
  );
  expect(answerOf(await post(byToken, {}))).toBe(
    '401 kubectl fleet: whoever asks has to prove to be kube-apiserver, by a bearer token\n',
  );
});

async function put(file: string, text: string): Promise<void> {
  await writeFile(join(folder, file), text);
}

function hostOf({ port }: Proxy): string {
  return `127.0.0.1:${port}`;
}

function portOf({ url }: WebhookProcess): number {
  return Number(new URL(url).port);
}

function dataOf({ certificate, key }: Certificate): object {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) };
}

/** Sends a review of a Deployment to the webhook, not through kube-apiserver. */
async function post({ url, authority }: WebhookProcess, options: object): Promise<Reply> {
  const body = JSON.stringify(reviewOf({ namespace: 'default' }));
  return send(`${url}/validate`, { ca: authority, body, ...options });
}

function answerOf({ status, body }: Reply): string {
  return status === 200 ? '200' : `${status} ${body}`;
}

/** Makes a namespace for each webhook, and the right to attest the API groups of its reviews. */
function objects(): object {
  const namespaces = ['certificate', 'token', 'nobody'].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'admission-test': name } },
  }));
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  const rules = [
    {
      apiGroups: ['authentication.k8s.io'],
      resources: ['admissionReviewAPIGroups'],
      verbs: ['attest'],
      resourceNames: ['*', 'apps', 'batch'],
    },
  ];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'attest' };
  const subjects = [{ kind: 'ServiceAccount', name: 'caller', namespace: 'token' }];
  const items = [
    ...namespaces,
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'caller', namespace: 'token' } },
    { ...rbac, kind: 'ClusterRole', metadata: { name: 'attest' }, rules },
    { ...rbac, kind: 'ClusterRoleBinding', metadata: { name: 'attest' }, roleRef, subjects },
  ];
  return { apiVersion: 'v1', kind: 'List', items };
}

async function register(name: keyof typeof ports, { authority }: WebhookProcess): Promise<void> {
  const webhook = {
    name: `${name}.kubectl-fleet.io`,
    clientConfig: {
      url: `https://${hostOf(ports[name])}/validate`,
      caBundle: Buffer.from(authority).toString('base64'),
    },
    rules: [{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['CREATE'], scope: '*' }],
    namespaceSelector: { matchLabels: { 'admission-test': name } },
    matchConditions: [{ name: 'namespaced', expression: 'has(request.namespace)' }],
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    failurePolicy: 'Fail',
  };
  const object = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [webhook],
  };
  expect((await kubectl(cluster, ['apply', '-f', '-'], { input: JSON.stringify(object) })).stderr).toBe('');
}

/** The result of a request that the webhook reviewed. */
async function untilCalled(name: keyof typeof ports): Promise<string> {
  const webhook = name === 'token' ? byToken : byCertificate;
  const heard = async (): Promise<string> => {
    const { body } = await send(`${webhook.url}/metrics`, { ca: webhook.authority });
    return body
      .split('\n')
      .filter(line => /^kubectl_fleet_admission_(requests|failures)_total/.test(line))
      .join();
  };
  const before = await heard();
  return until(`${name} is called`, async () => {
    const words = ['create', 'configmap', 'asked', '-n', name, '--dry-run=server'];
    const { stdout, stderr } = await kubectl(cluster, words);
    return (await heard()) === before ? undefined : stdout + stderr;
  });
}

/** Returns a token that the kube-apiserver signs for a caller of the webhook of this name. */
async function tokenFor(name: keyof typeof ports, apiGroup: string): Promise<string> {
  const request = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: {
      audiences: [`https://${hostOf(ports[name])}/validate`],
      boundObjectRef: { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', name },
      attestations: { admissionReviewAPIGroups: [apiGroup] },
    },
  };
  const path = '/api/v1/namespaces/token/serviceaccounts/caller/token';
  const { stdout, stderr } = await kubectl(cluster, ['create', '--raw', path, '-f', '-'], {
    input: JSON.stringify(request),
  });
  expect(stderr).toBe('');
  return /"token":"([^"]+)"/.exec(stdout)?.[1] ?? '';
}
