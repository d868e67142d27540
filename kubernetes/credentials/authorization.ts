import { asHeader } from './headers.ts';
import type { UserEntry } from '../kubeconfig/schema.ts';
import { readFileOf, refusePlaceholder, unusable } from './files.ts';
import { idTokenOf } from './oidc.ts';

/** The value of the header Authorization, and the meaning of a 401 with it. */
interface Authorization {
  value: string;
  refusal: string;
}

/**
 * Returns the header Authorization of a user, by client-go's rules: a token file takes precedence
 * over a token, a token over a password, a password over an auth-provider.
 * @param owner the entry, e.g. user "ann"
 * @throws ClusterError CredentialsInvalid
 */
export async function readAuthorization(user: UserEntry, owner: string): Promise<Authorization | undefined> {
  const { tokenFile = '', username = '', password = '', 'auth-provider': provider } = user;
  const token = user.token ?? '';
  const written = tokenFile === '' ? undefined : await readTokenFile(tokenFile, token, owner);
  if (written !== undefined) return bearer(written, `tokenFile of ${owner}`, `the token in ${tokenFile} was refused`);
  if (token !== '') return bearer(token, `token of ${owner}`, 'the token was refused');
  if (username !== '') {
    refusePlaceholder(password, `password of ${owner}`);
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    return { value: `Basic ${pair}`, refusal: `the password of ${username} was refused` };
  }
  if (provider === undefined) return undefined;
  return bearer(idTokenOf(provider.config ?? {}, owner), `id-token of ${owner}`, 'the id-token was refused');
}

function bearer(token: string, origin: string, refusal: string): Authorization {
  refusePlaceholder(token, origin);
  return { value: asHeader(`Bearer ${token}`, origin), refusal };
}

/**
 * Returns the token in a file; undefined when the file has no usable token and another token
 * exists.
 */
async function readTokenFile(path: string, otherwise: string, owner: string): Promise<string | undefined> {
  const origin = `tokenFile of ${owner}`;
  try {
    const token = (await readFileOf(path, origin)).toString().trim();
    if (token === '') throw unusable(`${origin} is empty (${path})`);
    return token;
  } catch (error) {
    if (otherwise !== '') return undefined;
    throw error;
  }
}
