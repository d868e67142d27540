import type { CredentialEnd } from '../../../../policies/health/health-objects.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { credentialLifetimes, type Lifetime } from '../../../../kubernetes/credentials/lifetimes.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import type { Cluster } from '../../../../kubernetes/kubeconfig/cluster.ts';

/**
 * Returns the ends of all that proves an identity: the credentials of the contexts of a cluster,
 * and the certificate by which the server answered.
 */
export async function credentialEnds({ name, connection }: Cluster, client?: Client): Promise<CredentialEnd[]> {
  if (connection instanceof ClusterError) return [];
  const certificate = client?.serverCertificate?.();
  const all = [
    ...(await credentialLifetimes(connection)),
    ...(certificate === undefined ? [] : [{ credential: 'server certificate', ...certificate }]),
  ];
  return all.filter(isDated).map(({ credential, begin, end }) => ({
    context: name,
    credential,
    ...(begin !== undefined && { begin: begin.toISOString() }),
    end: end.toISOString(),
  }));
}

/** True for times that exist; a certificate of a stranger may hold any text. */
function isDated({ begin, end }: Lifetime): boolean {
  return [begin, end].every(time => time === undefined || !Number.isNaN(time.getTime()));
}
