import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { keepDoing, type Keeping } from '../cluster/keep-doing.ts';
import { reasonOf, WebhookError } from '../errors/webhook-error.ts';
import type { Certificate, CertificateSource } from './certificate.ts';

/** Where somebody else, e.g. cert-manager, puts a certificate and its key. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

/**
 * Reads a certificate and its key and sees that they belong together.
 * @throws WebhookError CERTIFICATE_INVALID
 */
export async function readCertificate(files: CertificateFiles): Promise<Certificate> {
  try {
    const [cert, key] = await Promise.all([readFile(files.cert, 'utf8'), readFile(files.key, 'utf8')]);
    const leaf = new X509Certificate(cert);
    if (!leaf.checkPrivateKey(createPrivateKey(key))) throw new Error(`${files.key} is not its key`);
    return { cert, key, ends: leaf.validToDate };
  } catch (error) {
    throw new WebhookError('CERTIFICATE_INVALID', `${files.cert} cannot be served: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * Reads the files, then looks every three seconds for another certificate in them; one that cannot be served changes nothing.
 * @throws WebhookError CERTIFICATE_INVALID where there is none to begin with
 */
export async function followCertificate(
  files: CertificateFiles,
  { onChange, ...keeping }: Keeping & { onChange: (certificate: Certificate) => void },
): Promise<CertificateSource> {
  let current = await readCertificate(files);
  void keepDoing(async () => {
    await setTimeout(2_000, undefined, { ref: false });
    const renewed = await readCertificate(files);
    if (renewed.cert === current.cert) return;
    current = renewed;
    onChange(current);
  }, keeping);
  return { current: () => current, missing: () => [] };
}
