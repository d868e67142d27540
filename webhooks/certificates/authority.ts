import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { authorityExtensions, leafExtensions, sign, type Signed } from './sign.ts';

/** How long a certificate is good, and after how much of that the next one is made; two thirds where it is not said. */
export interface Lifetime {
  seconds: number;
  renewAfterSeconds?: number;
}

/** Signs the certificates of all replicas. */
export interface Authority extends Signed {
  made: Date;
  ends: Date;
}

/** A certificate to serve, and by whom it is vouched for. */
export interface Leaf extends Certificate {
  authority: Authority;
}

/** Machines whose clocks are behind trust a new certificate too. */
const backdated = 300_000;

export async function createAuthority(now: Date, { seconds }: Lifetime): Promise<Authority> {
  // A name of its own: of two authorities with one name, a client may try the wrong one and no other.
  const name = [{ CN: [`kubectl fleet webhook CA ${randomBytes(4).toString('hex')}`] }];
  const ends = wholeSecond(now.getTime() + seconds * 1000);
  const signed = await sign({ name, starts: before(now), ends, extensions: authorityExtensions() });
  return { ...signed, made: now, ends };
}

/** A certificate for these hosts, which ends no later than its authority. */
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

/** Whether what ends then is so old that the next one should be made. */
export function isDue(ends: Date, now: Date, { seconds, renewAfterSeconds = (seconds * 2) / 3 }: Lifetime): boolean {
  return now.getTime() >= ends.getTime() - (seconds - renewAfterSeconds) * 1000;
}

/** The authorities in two PEM texts, each certificate with its key; what is none, or lacks its key, is left out. */
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

/** The certificates in a PEM text, each as it is compared: alone and with one end of line. */
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

/** A certificate says no fractions of a second. */
function wholeSecond(milliseconds: number): Date {
  return new Date(Math.ceil(milliseconds / 1000) * 1000);
}
