import { Type } from 'typebox';
import { validatorOf } from '../schema/validator.ts';
import { unusable } from './files.ts';

/**
 * Milliseconds before its expiry at which a token counts as expired, as in client-go: it could
 * expire on its way to the server.
 */
const margin = 10_000;

const Claims = Type.Object({ exp: Type.Optional(Type.Union([Type.Number(), Type.String()])) });
export const isClaims = validatorOf(Claims);

/**
 * Returns the bearer token of auth-provider oidc: its id-token, until that expires. Does not
 * refresh it: an issuer may accept a refresh token only once, and only kubectl may write the
 * kubeconfig.
 * @param owner the entry, e.g. user "ann"
 * @throws ClusterError CredentialsInvalid with a remedy
 */
export function idTokenOf(config: Readonly<Record<string, string>>, owner: string, now = Date.now()): string {
  const { 'id-token': token = '', 'refresh-token': refreshToken = '' } = config;
  const remedy = refreshToken === '' ? 'log in again' : 'any command of kubectl with this context refreshes it';
  if (token === '') throw unusable(`there is no id-token in auth-provider oidc of ${owner}: ${remedy}`);
  const end = endOf(token);
  if (end === undefined) throw unusable(`id-token of ${owner} is no JSON Web Token: ${remedy}`);
  if (end > now + margin) return token;
  // client-go treats a token without an expiry time as expired.
  const ended = end === 0 ? 'does not say when it ends' : `ended at ${new Date(end).toISOString().slice(0, 19)}Z`;
  throw unusable(`id-token of ${owner} ${ended}: ${remedy}`);
}

/**
 * Returns the expiry time of a token, in milliseconds since 1970; 0 when the token has none;
 * undefined when the text is not a token.
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
