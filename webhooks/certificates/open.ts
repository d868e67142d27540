import type { Client } from '../../kubernetes/client/client.ts';
import type { CertificateSource } from './certificate.ts';
import { followCertificate, type CertificateFiles } from './files.ts';
import { manageCertificate, type CertificateDependencies, type ManagedCertificate } from './managed.ts';

/**
 * Opens the source that the configuration names. Files have a certificate at once; a managed
 * certificate comes with the first change.
 * @throws WebhookError CERTIFICATE_INVALID if the files cannot be served
 */
export async function openCertificate(
  from: CertificateFiles | { managed: ManagedCertificate; namespace: string },
  client: Client,
  dependencies: CertificateDependencies,
): Promise<CertificateSource> {
  return 'managed' in from ? manageCertificate(client, from, dependencies) : followCertificate(from, dependencies);
}
