import { Type, type Static } from 'typebox';
import { WebhookError } from '../errors/webhook-error.ts';
import type { CertificateFiles } from './files.ts';
import { ManagedCertificate } from './managed.ts';

const Path = Type.Optional(Type.String({ minLength: 1 }));

/**
 * Serving certificate of a configuration file: files of another program, or one that the webhook
 * makes.
 */
export const CertificateConfig = Type.Object(
  { cert: Path, key: Path, managed: Type.Optional(ManagedCertificate) },
  { additionalProperties: false },
);

/** Certificate that the webhook makes, and the namespace of its Secret and its Lease. */
export interface ManagedIn {
  managed: ManagedCertificate;
  namespace: string;
}

/**
 * Returns the certificate of a configuration file with absolute paths.
 * @param inFolder resolves a path of the file
 * @throws WebhookError CONFIG_INVALID where it has neither both files nor `managed` and a namespace
 */
export function certificateOf(
  { certificate, namespace }: { certificate: Static<typeof CertificateConfig>; namespace?: string },
  file: string,
  inFolder: (path: string) => string,
): CertificateFiles | ManagedIn {
  const { cert, key, managed } = certificate;
  if (cert !== undefined && key !== undefined && managed === undefined) {
    return { cert: inFolder(cert), key: inFolder(key) };
  }
  if (cert === undefined && key === undefined && managed !== undefined && namespace !== undefined) {
    return { managed, namespace };
  }
  throw new WebhookError('CONFIG_INVALID', `${file}: certificate must have cert and key, or managed and a namespace`);
}
