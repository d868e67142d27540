import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { retryLoop, type RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Certificate, CertificateSource } from './certificate.ts';

/** Paths of a certificate and its key, which another program writes, e.g. cert-manager. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

/**
 * Reads a certificate and its key.
 * @throws WebhookError CERTIFICATE_INVALID if they cannot be read or do not belong together
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
 * Reads the files, and reads them again every three seconds. A certificate that cannot be served is
 * reported and the one before stays.
 * @throws WebhookError CERTIFICATE_INVALID if the first certificate cannot be served
 */
export async function followCertificate(
  files: CertificateFiles,
  { onChange, ...keeping }: RetryOptions & { onChange: (certificate: Certificate) => void },
): Promise<CertificateSource> {
  let current = await readCertificate(files);
  void retryLoop(async () => {
    await setTimeout(2_000, undefined, { ref: false });
    const renewed = await readCertificate(files);
    if (renewed.cert === current.cert) return;
    current = renewed;
    onChange(current);
  }, keeping);
  return { current: () => current, missing: () => [] };
}
