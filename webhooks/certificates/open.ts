import type { ClusterWriter } from '../cluster/client.ts';
import type { CertificateSource } from './certificate.ts';
import { followCertificate, type CertificateFiles } from './files.ts';
import { manageCertificate, type ManagedCertificate, type Managing } from './managed.ts';

/**
 * Files are there from the start; what the webhook makes itself comes with the first change.
 * @throws WebhookError CERTIFICATE_INVALID where the files cannot be served
 */
export async function openCertificate(
  from: CertificateFiles | { managed: ManagedCertificate; namespace: string },
  client: ClusterWriter,
  following: Omit<Managing, 'namespace'>,
): Promise<CertificateSource> {
  if (!('managed' in from)) return followCertificate(from, following);
  return manageCertificate(client, from.managed, { ...following, namespace: from.namespace });
}
