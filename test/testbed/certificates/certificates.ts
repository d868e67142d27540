import type { Extension, JsonName } from '@peculiar/x509';
import { authorityExtensions, leafExtensions, sign, type Signed } from '../../../webhooks/certificates/sign.ts';

/** Certificates of P-256 keys. Everything is PEM. */
export type Certificate = Signed;

export interface Authority extends Certificate {
  readonly commonName: string;
}

/**
 * Whom a certificate is for. Kubernetes takes the user's name from commonName and the groups from
 * organizations.
 */
export interface Subject {
  readonly commonName: string;
  readonly organizations?: readonly string[];
  /** DNS names and IP addresses under which a server is reached. */
  readonly hosts?: readonly string[];
  readonly expires?: Date;
}

const hour = 3_600_000;
const year = 365 * 24 * hour;

/** A certificate authority for ten years, which vouches for itself where no other does. */
export async function createAuthority(commonName: string, issuer?: Authority): Promise<Authority> {
  return { commonName, ...(await issue({ commonName }, authorityExtensions(), issuer)) };
}

/** A certificate, for a server and for a client, that the authority vouches for. */
export function issueCertificate(authority: Authority, subject: Subject): Promise<Certificate> {
  return issue(subject, leafExtensions(['serverAuth', 'clientAuth'], subject.hosts ?? []), authority);
}

/**
 * A server's certificate that vouches for itself and is no authority, as one is made for want of an
 * authority.
 */
export function selfSigned(commonName: string): Promise<Certificate> {
  return issue({ commonName }, []);
}

/** Signed by the authority, or by itself without one. */
function issue(subject: Subject, extensions: Extension[], issuer?: Authority): Promise<Certificate> {
  const { expires: ends = new Date(Date.now() + 10 * year) } = subject;
  const starts = new Date(Math.min(Date.now(), ends.getTime()) - hour);
  return sign({ name: nameOf(subject), starts, ends, extensions, ...(issuer && { issuer }) });
}

function nameOf({ organizations = [], commonName }: Pick<Subject, 'organizations' | 'commonName'>): JsonName {
  return [...organizations.map(name => ({ O: [name] })), { CN: [commonName] }];
}
