// @peculiar/x509 finds its parts by decorators and asks for this one first.
import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type Extension,
  type JsonName,
} from '@peculiar/x509';

/** Certificates of P-256 keys. Everything is PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  readonly commonName: string;
}

/** Whom a certificate is for. Kubernetes takes the user's name from commonName and the groups from organizations. */
export interface Subject {
  readonly commonName: string;
  readonly organizations?: readonly string[];
  /** DNS names and IP addresses under which a server is reached. */
  readonly hosts?: readonly string[];
  readonly expires?: Date;
}

const hour = 3_600_000;
const year = 365 * 24 * hour;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate authority that trusts itself for ten years. */
export async function createAuthority(commonName: string): Promise<Authority> {
  const extensions = [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
  return { commonName, ...(await sign({ commonName }, extensions)) };
}

/** A certificate, for a server and for a client, that the authority vouches for. */
export async function issueCertificate(authority: Authority, subject: Subject): Promise<Certificate> {
  const { hosts = [] } = subject;
  const names = hosts.map(host => ({ type: isIP(host) === 0 ? ('dns' as const) : ('ip' as const), value: host }));
  const extensions = [
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
    ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
  ];
  return sign(subject, extensions, authority);
}

/** A server's certificate that vouches for itself and is no authority, as one is made for want of an authority. */
export function selfSigned(commonName: string): Promise<Certificate> {
  return sign({ commonName }, []);
}

/** Signed by the authority, or by itself without one. */
async function sign(subject: Subject, extensions: Extension[], authority?: Authority): Promise<Certificate> {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { expires = new Date(Date.now() + 10 * year) } = subject;
  const certificate = await X509CertificateGenerator.create(
    {
      // Positive, and so without a leading zero.
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      subject: nameOf(subject),
      issuer: nameOf(authority ?? subject),
      notBefore: new Date(Math.min(Date.now(), expires.getTime()) - hour),
      notAfter: expires,
      publicKey,
      signingKey: authority === undefined ? privateKey : await signingKey(authority),
      signingAlgorithm: algorithm,
      extensions,
    },
    webcrypto,
  );
  const key = await webcrypto.subtle.exportKey('pkcs8', privateKey);
  return { certificate: `${certificate.toString('pem')}\n`, key: pemOf(Buffer.from(key)) };
}

function nameOf({ organizations = [], commonName }: Pick<Subject, 'organizations' | 'commonName'>): JsonName {
  return [...organizations.map(name => ({ O: [name] })), { CN: [commonName] }];
}

function signingKey({ key }: Authority): Promise<webcrypto.CryptoKey> {
  const pkcs8 = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}

function pemOf(pkcs8: Buffer): string {
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
