import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { certificatesOf } from '../../webhooks/certificates/authority.ts';
import { issueCertificate, type Authority } from '../testbed/certificates/certificates.ts';
import { ask, write } from '../testbed/cluster/api.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { helm } from '../testbed/cluster/helm.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { chart, release } from '../testbed/webhook/chart.ts';

const { name, namespace } = release;
const secret = 'fleet-webhook-tls';

/**
 * Values of the chart that every test here needs: what cannot be guessed, that there is no registry
 * to pull from, and that nobody wants to wait as long as in a cluster of more than two nodes.
 */
const least = {
  cluster: { name: 'real', fleet: 'acme', owner: 'platform' },
  image: { repository: 'docker.io/kubectl-fleet/fleet-webhook', tag: 'test', pullPolicy: 'Never' },
  drainSeconds: 5,
  certificates: { managed: { settleSeconds: 4, checkSeconds: 1 } },
};

/** `helm install` and `helm upgrade` of the chart, which wait until all pods are ready. */
export async function helmWith(
  cluster: Cluster,
  verb: 'install' | 'upgrade',
  values: object = {},
): Promise<ProgramAnswer> {
  const file = join(cluster.folder, 'values.yaml');
  await writeFile(file, stringify({ ...least, ...values }));
  return helmHere(cluster, verb, name, chart, '--values', file, '--wait', '--timeout', '2m');
}

/** Runs helm in the namespace of the webhook. */
export async function helmHere(cluster: Cluster, ...words: string[]): Promise<ProgramAnswer> {
  const answer = await helm([...words, '--namespace', namespace], cluster);
  // When all is ready helm ends its watch, and now and then the library for that logs that it was
  // ended.
  return { ...answer, stderr: answer.stderr.replaceAll(/^E\d{4} .* request\.go:.*context canceled.*\n/gm, '') };
}

/** Makes the namespace of the webhook, restricted as namespaces are that care. */
export async function makeNamespace(cluster: Cluster): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  await applyObjects(cluster, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } }]);
}

/** Values for a certificate of one's own. */
export function ownCertificate(authority: Authority): object {
  return { certificates: { mode: 'secret', secretName: secret, caBundle: authority.certificate } };
}

/**
 * Puts an authority of callers where the webhook looks for it, and answers the values by which
 * nobody else is heard.
 */
export async function onlyCallersOf(cluster: Cluster, authority: Authority): Promise<object> {
  const metadata = { name: 'callers', namespace };
  const data = { 'ca.crt': authority.certificate };
  await applyObjects(cluster, [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }]);
  const tokens = { issuer: 'https://kubernetes.default.svc' };
  return { callers: { clientCA: { configMap: 'callers' }, names: ['kube-apiserver'], tokens } };
}

/** Makes the webhook take another authority, which then signs a certificate for each replica. */
export async function replaceAuthority(cluster: Cluster): Promise<void> {
  await write(cluster, 'PATCH', `/api/v1/namespaces/${namespace}/secrets/${name}-ca`, { data: null });
}

/** By whom the API server knows the webhook. */
export async function trusted(cluster: Cluster): Promise<X509Certificate[]> {
  const path = `/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/${name}.${namespace}`;
  const [, bundle = ''] = /"caBundle":"([^"]+)"/.exec((await ask(cluster, path)).body) ?? [];
  return certificatesOf(Buffer.from(bundle, 'base64').toString()).map(pem => new X509Certificate(pem));
}

/**
 * Puts a new certificate of the authority where the webhook looks for its own, and answers its
 * text.
 */
export async function putCertificate(cluster: Cluster, authority: Authority): Promise<string> {
  const hosts = [`${name}.${namespace}.svc`];
  const { certificate, key } = await issueCertificate(authority, { commonName: name, hosts });
  const stringData = { 'tls.crt': certificate, 'tls.key': key };
  const metadata = { name: secret, namespace };
  await applyObjects(cluster, [{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata, stringData }]);
  return certificate;
}

export async function put(cluster: Cluster, object: object): Promise<ProgramAnswer> {
  return kubectl(cluster, ['apply', '-f', '-'], { input: JSON.stringify(object) });
}
