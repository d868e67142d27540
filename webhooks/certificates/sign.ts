// @peculiar/x509 finds its parts by decorators and asks for this one first.
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

/** A certificate of a P-256 key; both are PEM. */
export interface Signed {
  readonly certificate: string;
  readonly key: string;
}

export interface Wish {
  readonly name: JsonName;
  readonly starts: Date;
  readonly ends: Date;
  readonly extensions: readonly Extension[];
  /** Who vouches for it; without one it does so itself. */
  readonly issuer?: Signed;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Makes a key and a certificate of it. */
export async function sign({ name, starts, ends, extensions, issuer }: Wish): Promise<Signed> {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const vouching = issuer && new X509Certificate(issuer.certificate);
  // By these a client tells apart two authorities of one name.
  const identifiers = [
    await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
    ...(vouching ? [await AuthorityKeyIdentifierExtension.create(vouching.publicKey, false, webcrypto)] : []),
  ];
  const certificate = await X509CertificateGenerator.create(
    {
      // Positive, and so without a leading zero.
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      subject: name,
      issuer: vouching?.subjectName.toJSON() ?? name,
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

/** What makes a certificate one of an authority, which vouches for others but not for further authorities. */
export function authorityExtensions(): Extension[] {
  return [
    new BasicConstraintsExtension(true, 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
}

/** What a certificate is for, and under which DNS names and IP addresses its server is reached. */
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
