import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { unusable, type Material } from './files.ts';

/**
 * The PEM certificates of an authority file. Go (crypto/x509 AppendCertsFromPEM) passes over all
 * else in it and over certificates that cannot be parsed, where OpenSSL stops reading.
 * @throws ClusterError CredentialsInvalid when there is none
 */
export function authoritiesIn({ content, origin }: Material): string[] {
  const blocks = content.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const certificates = blocks.filter(block => parse(block) !== undefined);
  if (certificates.length > 0) return certificates;
  throw unusable(`${origin} holds no certificate${blocks.length === 0 ? '' : ' that can be parsed'}`);
}

/**
 * The first certificate of a client, once it is known to work with the key.
 * @throws ClusterError CredentialsInvalid
 */
export function checkedPair(certificate: Material, key: Material): X509Certificate {
  const parsed = parse(certificate.content);
  if (parsed === undefined) throw unusable(`${certificate.origin} holds no certificate`);
  if (!parsed.checkPrivateKey(privateKey(key)))
    throw unusable(`${key.origin} is not the key of ${certificate.origin.replace(/,$/, '')}`);
  return parsed;
}

function privateKey({ content, origin }: Material): KeyObject {
  // Both kinds of encrypted PEM have this word, and no certificate has it.
  if (content.includes('ENCRYPTED')) throw unusable(`${origin} is encrypted: decrypt it`);
  try {
    return createPrivateKey(content);
  } catch (error) {
    throw unusable(`${origin} holds no key`, { cause: error });
  }
}

function parse(pem: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
