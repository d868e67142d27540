import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { unusable, type Material } from './files.ts';

/**
 * Returns the PEM certificates of an authority file. Go (crypto/x509 AppendCertsFromPEM) skips
 * other content and certificates that it cannot parse. OpenSSL stops reading there.
 * @throws ClusterError CredentialsInvalid when there is no certificate
 */
export function authoritiesIn({ content, origin }: Material): string[] {
  const blocks = content.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const certificates = blocks.filter(block => parse(block) !== undefined);
  if (certificates.length > 0) return certificates;
  throw unusable(`${origin} holds no certificate${blocks.length === 0 ? '' : ' that can be parsed'}`);
}

/**
 * Returns the first certificate of a client after a check that it matches the key.
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
  // Both kinds of encrypted PEM contain this word; a certificate never does.
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
