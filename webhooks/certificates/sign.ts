// @peculiar/x509 uses decorators and has to be imported after this module.
import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type Extension,
  type JsonName,
} from '@peculiar/x509';

/** Certificate and its P-256 key, both PEM. */
export interface Signed {
  readonly certificate: string;
  readonly key: string;
}

/** Content of a certificate to be issued. */
export interface CertificateContent {
  readonly name: JsonName;
  readonly starts: Date;
  readonly ends: Date;
  readonly extensions: readonly Extension[];
  /** Issuer; absent for a self-signed certificate. */
  readonly issuer?: Signed;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Creates a key and issues a certificate for it. */
export async function sign({ name, starts, ends, extensions, issuer }: CertificateContent): Promise<Signed> {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const issuing = issuer && new X509Certificate(issuer.certificate);
  // Key identifiers distinguish authorities that have the same name.
  const identifiers = [
    await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
    ...(issuing ? [await AuthorityKeyIdentifierExtension.create(issuing.publicKey, false, webcrypto)] : []),
  ];
  const certificate = await X509CertificateGenerator.create(
    {
      // A serial number is positive: the first byte is not zero.
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      subject: name,
      issuer: issuing?.subjectName.toJSON() ?? name,
      notBefore: starts,
      notAfter: ends,
      publicKey,
      signingKey: issuer === undefined ? privateKey : await signingKey(issuer),
      signingAlgorithm: algorithm,
      extensions: [...extensions, ...identifiers],
    },
    webcrypto,
  );
  const key = await webcrypto.subtle.exportKey('pkcs8', privateKey);
  return { certificate: `${certificate.toString('pem')}\n`, key: pemOf(Buffer.from(key)) };
}

/** Returns the extensions of an authority that issues certificates but no further authorities. */
export function authorityExtensions(): Extension[] {
  return [
    new BasicConstraintsExtension(true, 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
}

/** Returns the extensions of a certificate for the usages and the DNS names or IP addresses. */
export function leafExtensions(
  usages: readonly ('serverAuth' | 'clientAuth')[],
  hosts: readonly string[],
): Extension[] {
  const names = hosts.map(host => ({ type: isIP(host) === 0 ? ('dns' as const) : ('ip' as const), value: host }));
  return [
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension(usages.map(usage => ExtendedKeyUsage[usage])),
    ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
  ];
}

function signingKey({ key }: Signed): Promise<webcrypto.CryptoKey> {
  const pkcs8 = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}

function pemOf(pkcs8: Buffer): string {
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
