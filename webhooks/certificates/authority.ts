import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { authorityExtensions, leafExtensions, sign, type Signed } from './sign.ts';

/**
 * Lifetime of a certificate, and its age at which the next one is issued: two thirds of the
 * lifetime by default.
 */
export interface Lifetime {
  seconds: number;
  renewAfterSeconds?: number;
}

/** Certificate authority that all replicas share. */
export interface Authority extends Signed {
  made: Date;
  ends: Date;
}

/** Serving certificate and the authority that signed it. */
export interface Leaf extends Certificate {
  authority: Authority;
}

/** Milliseconds by which a certificate is backdated, for machines whose clocks are behind. */
const backdated = 300_000;

export async function createAuthority(now: Date, { seconds }: Lifetime): Promise<Authority> {
  // A unique name: of two authorities with one name, a client may try the wrong one only.
  const name = [{ CN: [`kubectl fleet webhook CA ${randomBytes(4).toString('hex')}`] }];
  const ends = wholeSecond(now.getTime() + seconds * 1000);
  const signed = await sign({ name, starts: before(now), ends, extensions: authorityExtensions() });
  return { ...signed, made: now, ends };
}

/** Issues a certificate for the hosts. It ends no later than its authority. */
export async function createLeaf(
  authority: Authority,
  hosts: readonly string[],
  now: Date,
  { seconds }: Lifetime,
): Promise<Leaf> {
  const ends = new Date(Math.min(wholeSecond(now.getTime() + seconds * 1000).getTime(), authority.ends.getTime()));
  const { certificate, key } = await sign({
    name: [{ CN: ['kubectl fleet webhook'] }],
    starts: before(now),
    ends,
    extensions: leafExtensions(['serverAuth'], hosts),
    issuer: authority,
  });
  return { cert: certificate, key, ends, authority };
}

/** Returns true if a certificate with this end is so old that the next one is to be issued. */
export function isDue(ends: Date, now: Date, { seconds, renewAfterSeconds = (seconds * 2) / 3 }: Lifetime): boolean {
  return now.getTime() >= ends.getTime() - (seconds - renewAfterSeconds) * 1000;
}

/**
 * Reads authorities from PEM texts of certificates and keys. A certificate that is no authority or
 * has no key is left out.
 */
export function readAuthorities(certificates: string, keys: string): Authority[] {
  const privateKeys = blocksOf(keys, 'PRIVATE KEY').flatMap(key => parsed(() => createPrivateKey(key)));
  return blocksOf(certificates, 'CERTIFICATE').flatMap(certificate =>
    parsed(() => new X509Certificate(certificate))
      .filter(({ ca }) => ca)
      .flatMap(read => {
        const key = privateKeys.find(privateKey => read.checkPrivateKey(privateKey));
        if (key === undefined) return [];
        const made = new Date(read.validFromDate.getTime() + backdated);
        const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
        return [{ certificate, key: pem, made, ends: read.validToDate }];
      }),
  );
}

/** Returns the certificates in a PEM text, each with the line ends by which it is compared. */
export function certificatesOf(text: string): string[] {
  return blocksOf(text, 'CERTIFICATE').filter(block => parsed(() => new X509Certificate(block)).length > 0);
}

function blocksOf(text: string, label: string): string[] {
  const blocks = text.match(new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`, 'g')) ?? [];
  return blocks.map(block => `${block.replaceAll('\r\n', '\n')}\n`);
}

function parsed<Value>(read: () => Value): Value[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}

function before(now: Date): Date {
  return new Date(now.getTime() - backdated);
}

/** Times in a certificate have no fractions of a second. */
function wholeSecond(milliseconds: number): Date {
  return new Date(Math.ceil(milliseconds / 1000) * 1000);
}
