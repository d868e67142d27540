import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ProgramAnswer } from '../../policies/bundle/program.ts';
import { createAuthority, issueCertificate, type Authority } from '../testbed/certificates/certificates.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { helm } from '../testbed/cluster/helm.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';

/** Namespace of the webhook. */
export const home = 'fleet-system';
export const release = 'fleet-webhook';

const chart = join(import.meta.dirname, '../../charts/fleet-webhook');
const secret = 'fleet-webhook-tls';

/** Values of the chart that every test here shares. */
export function valuesWith(authority: Authority, changes: object = {}): object {
  return {
    cluster: { name: 'real', fleet: 'acme', owner: 'platform' },
    // There is no registry to pull it from.
    image: { repository: 'docker.io/kubectl-fleet/fleet-webhook', tag: 'test', pullPolicy: 'Never' },
    certificates: { mode: 'secret', secretName: secret, caBundle: authority.certificate },
    ...changes,
  };
}

/** `helm install` and `helm upgrade` of the chart, which wait until all pods are ready. */
export async function helmWith(cluster: Cluster, verb: 'install' | 'upgrade', values: object): Promise<ProgramAnswer> {
  const file = join(cluster.folder, 'values.yaml');
  await writeFile(file, stringify(values));
  return helmHere(cluster, verb, release, chart, '--values', file, '--wait', '--timeout', '2m');
}

/** Runs helm in the namespace of the webhook. */
export async function helmHere(cluster: Cluster, ...words: string[]): Promise<ProgramAnswer> {
  return helm([...words, '--namespace', home], cluster);
}

/** Makes the namespace of the webhook, restricted as namespaces are that care, and its certificate. */
export async function prepare(cluster: Cluster): Promise<Authority> {
  const authority = await createAuthority('webhook-ca');
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  await put(cluster, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: home, labels } });
  await putCertificate(cluster, authority);
  return authority;
}

/** Puts another certificate of the authority in the place of the webhook's, and answers its text. */
export async function putCertificate(cluster: Cluster, authority: Authority): Promise<string> {
  const hosts = [`${release}.${home}.svc`];
  const { certificate, key } = await issueCertificate(authority, { commonName: release, hosts });
  const stringData = { 'tls.crt': certificate, 'tls.key': key };
  const metadata = { name: secret, namespace: home };
  await put(cluster, { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata, stringData });
  return certificate;
}

export async function put(cluster: Cluster, object: object): Promise<ProgramAnswer> {
  return kubectl(cluster, ['apply', '-f', '-'], { input: JSON.stringify(object) });
}
