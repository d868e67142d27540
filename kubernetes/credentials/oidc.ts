import { Type } from 'typebox';
import { validatorOf } from '../schema/validator.ts';
import { unusable } from './files.ts';

/** A token that ends so soon has ended when it arrives; as client-go holds it. In milliseconds. */
const margin = 10_000;

const Claims = Type.Object({ exp: Type.Optional(Type.Union([Type.Number(), Type.String()])) });
export const isClaims = validatorOf(Claims);

/**
 * The bearer token of auth-provider oidc: its id-token, until that ends. It is not refreshed
 * here: an issuer may take a refresh token once only, and the kubeconfig is kubectl's to write.
 * @param owner the entry, e.g. user "ann"
 * @throws ClusterError CredentialsInvalid with what to do
 */
export function idTokenOf(config: Readonly<Record<string, string>>, owner: string, now = Date.now()): string {
  const { 'id-token': token = '', 'refresh-token': refreshToken = '' } = config;
  const remedy = refreshToken === '' ? 'log in again' : 'any command of kubectl with this context refreshes it';
  if (token === '') throw unusable(`there is no id-token in auth-provider oidc of ${owner}: ${remedy}`);
  const end = endOf(token);
  if (end === undefined) throw unusable(`id-token of ${owner} is no JSON Web Token: ${remedy}`);
  if (end > now + margin) return token;
  // client-go takes a token that does not say when it ends for one that has ended.
  const ended = end === 0 ? 'does not say when it ends' : `ended at ${new Date(end).toISOString().slice(0, 19)}Z`;
  throw unusable(`id-token of ${owner} ${ended}: ${remedy}`);
}

/**
 * When a token ends, in milliseconds since 1970; 0 when it does not say. undefined when it is no
 * token.
 */
function endOf(token: string): number | undefined {
  const [, payload = '', ...rest] = token.split('.');
  if (rest.length !== 1) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (!isClaims(claims)) return undefined;
    const end = new Date(Math.trunc(Number(claims.exp ?? 0)) * 1000).getTime();
    return Number.isNaN(end) ? undefined : end;
  } catch {
    return undefined;
  }
}
