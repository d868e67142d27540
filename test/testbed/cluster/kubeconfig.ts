import { stringify } from 'yaml';
import type { Certificate } from '../certificates/certificates.ts';
import type { Cluster } from './cluster.ts';

/** One context: who asks which server. */
export interface Access extends Pick<Cluster, 'name' | 'server'> {
  readonly authority: Pick<Certificate, 'certificate'>;
  readonly user: Certificate;
}

/**
 * Text of a kubeconfig with a context for each access, the first one current. All certificates are
 * inside, so that it can be moved.
 */
export function kubeconfigOf(accesses: readonly Access[]): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': accesses[0]?.name,
    contexts: accesses.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
    clusters: accesses.map(({ name, server, authority }) => ({
      name,
      cluster: { server, 'certificate-authority-data': base64(authority.certificate) },
    })),
    users: accesses.map(({ name, user }) => ({
      name,
      user: { 'client-certificate-data': base64(user.certificate), 'client-key-data': base64(user.key) },
    })),
  });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
