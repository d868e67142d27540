import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { keepDoing, type Keeping } from './cluster/keep-doing.ts';
import { reasonOf, WebhookError } from './errors.ts';

/** A serving certificate and its key in PEM. */
export interface Certificate {
  cert: string;
  key: string;
  ends: Date;
}

/**
 * Reads a certificate and its key and sees that they belong together.
 * @throws WebhookError CERTIFICATE_INVALID
 */
export async function readCertificate(files: { cert: string; key: string }): Promise<Certificate> {
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

/** Looks every three seconds for another certificate in the same files; one that cannot be served changes nothing. */
export function followCertificate(
  files: { cert: string; key: string },
  first: Certificate,
  { onChange, ...keeping }: Keeping & { onChange: (renewed: Certificate) => void },
): void {
  let { cert } = first;
  void keepDoing(async () => {
    await setTimeout(2_000, undefined, { ref: false });
    const renewed = await readCertificate(files);
    if (renewed.cert === cert) return;
    cert = renewed.cert;
    onChange(renewed);
  }, keeping);
}
