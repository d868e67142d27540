import { createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, boolean, explicit, identifier, implicit, integer, octets, sequence, set, time, utf8 } from './der.ts';

/**
 * Certificates of P-256 keys, made here because node:crypto reads them but does not make them. Everything is PEM.
 */
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
  /** DNS names and IPv4 addresses under which a server is reached. */
  readonly hosts?: readonly string[];
  readonly expires?: Date;
}

const hour = 3_600_000;
const year = 365 * 24 * hour;

/** A certificate authority that trusts itself for ten years. */
export function createAuthority(commonName: string): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authorityUse = [
    extension('2.5.29.19', sequence(boolean(true)), true),
    extension('2.5.29.15', bits(Buffer.from([0b0000_0110]), 1), true),
  ];
  const signed = signedCertificate({ commonName }, publicKey, authorityUse, { commonName, key: privateKey });
  return { commonName, certificate: signed, key: pemOf(privateKey) };
}

/** A certificate, for a server and for a client, that the authority vouches for. */
export function issueCertificate(authority: Authority, subject: Subject): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extensions = [
    extension('2.5.29.15', bits(Buffer.from([0b1000_0000]), 7), true),
    extension('2.5.29.37', sequence(identifier('1.3.6.1.5.5.7.3.1'), identifier('1.3.6.1.5.5.7.3.2'))),
  ];
  const { hosts = [] } = subject;
  if (hosts.length > 0) extensions.push(extension('2.5.29.17', sequence(...hosts.map(alternativeName))));
  const issuer = { commonName: authority.commonName, key: createPrivateKey(authority.key) };
  return { certificate: signedCertificate(subject, publicKey, extensions, issuer), key: pemOf(privateKey) };
}

function signedCertificate(
  subject: Subject,
  publicKey: KeyObject,
  extensions: readonly Buffer[],
  issuer: { readonly commonName: string; readonly key: KeyObject },
): string {
  const ecdsaWithSha256 = sequence(identifier('1.2.840.10045.4.3.2'));
  const { expires = new Date(Date.now() + 10 * year) } = subject;
  const begins = new Date(Math.min(Date.now(), expires.getTime()) - hour);
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(time(begins), time(expires)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  );
  const der = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuer.key)));
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function nameOf({ organizations = [], commonName }: Subject): Buffer {
  const attribute = (type: string, value: string): Buffer => set(sequence(identifier(type), utf8(value)));
  return sequence(...organizations.map(name => attribute('2.5.4.10', name)), attribute('2.5.4.3', commonName));
}

function alternativeName(host: string): Buffer {
  return isIPv4(host) ? implicit(7, Buffer.from(host.split('.').map(Number))) : implicit(2, Buffer.from(host));
}

function extension(type: string, value: Buffer, critical = false): Buffer {
  return critical
    ? sequence(identifier(type), boolean(true), octets(value))
    : sequence(identifier(type), octets(value));
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
