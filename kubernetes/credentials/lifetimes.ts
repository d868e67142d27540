import { X509Certificate } from 'node:crypto';
import { Type } from 'typebox';
import { ClusterError } from '../errors/cluster-error.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import { validatorOf } from '../schema/validator.ts';
import { readAuthorization } from './authorization.ts';
import { authoritiesIn } from './certificates.ts';
import { dataOrFile } from './files.ts';

/** Begin and end of a certificate or a token. A token may not tell its begin. */
export interface Lifetime {
  begin?: Date;
  end: Date;
}

/** Lifetime of one credential of a kubeconfig. */
export interface CredentialLifetime extends Lifetime {
  credential: 'client certificate' | 'token' | 'certificate authority';
}

/**
 * Returns the lifetimes of the credentials in the entries of a kubeconfig. A credential plugin
 * renews its own. A credential without an end, and one that cannot be read, has none here: the
 * connection fails with the reason.
 */
export async function credentialLifetimes({ cluster, user, names }: Connection): Promise<CredentialLifetime[]> {
  const owner = `user "${names.user}"`;
  const [certificate, authorities, authorization] = await Promise.all([
    unlessUnusable(dataOrFile(user, 'client-certificate', owner)),
    unlessUnusable(dataOrFile(cluster, 'certificate-authority', `cluster "${names.cluster}"`)),
    unlessUnusable(readAuthorization(user, owner)),
  ]);
  const certificates =
    authorities === undefined ? [] : await unlessUnusable(Promise.resolve().then(() => authoritiesIn(authorities)));
  return [
    ...lifetimeOf(certificate?.content, 'client certificate'),
    // Any of several authorities may have signed the server's certificate, so the last end counts.
    ...(certificates ?? [])
      .flatMap(one => lifetimeOf(one, 'certificate authority'))
      .toSorted((one, other) => other.end.getTime() - one.end.getTime())
      .slice(0, 1),
    ...tokenLifetime(authorization?.value ?? ''),
  ];
}

async function unlessUnusable<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ClusterError) return undefined;
    throw error;
  }
}

function lifetimeOf(
  pem: Buffer | string | undefined,
  credential: CredentialLifetime['credential'],
): CredentialLifetime[] {
  if (pem === undefined) return [];
  try {
    const { validFrom, validTo } = new X509Certificate(pem);
    return [{ credential, begin: new Date(validFrom), end: new Date(validTo) }];
  } catch {
    return [];
  }
}

export const isClaims = validatorOf(
  Type.Object({
    exp: Type.Number({ minimum: 0, maximum: 1e11 }),
    iat: Type.Optional(Type.Number({ minimum: 0, maximum: 1e11 })),
  }),
);

/** Returns the lifetime of a JSON Web Token (RFC 7519) in the header Authorization. */
function tokenLifetime(authorization: string): CredentialLifetime[] {
  const [, payload = ''] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization) ?? [];
  const claims = parsed(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!isClaims(claims)) return [];
  const { exp, iat } = claims;
  return [
    { credential: 'token', end: new Date(exp * 1000), ...(iat !== undefined && { begin: new Date(iat * 1000) }) },
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
