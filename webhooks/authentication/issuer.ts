import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { Type, type Static } from 'typebox';
import type { Reader } from '../../kubernetes/client/client.ts';
import { retryLoop, type RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { WebhookError } from '../errors/webhook-error.ts';

/** Keys by which an issuer signs its tokens. */
export interface Issuer {
  /**
   * Returns a key.
   * @throws WebhookError NOT_READY while keys are read; JOSEError where there is no such key
   */
  keyOf: JWTVerifyGetKey;
  /** Lists the reasons why no token can be checked yet; empty once the keys were read. */
  missing: () => string[];
}

const Discovery = Type.Object({ issuer: Type.String(), jwks_uri: Type.String({ pattern: '^https://' }) });
const Keys = Type.Object({ keys: Type.Array(Type.Object({ kty: Type.String() })) });
export const isDiscovery = validatorOf(Discovery);
export const isKeys = validatorOf(Keys);

const wellKnown = '/.well-known/openid-configuration';

/**
 * Reads the keys of an issuer by OpenID Connect discovery, now and every five minutes. No review
 * waits for that. A token with an unknown key makes it read the keys again, at most once in
 * `minimumPause` milliseconds, so that many such tokens do not cause many reads.
 */
export function followIssuer(client: Reader, issuer: string, keeping: RetryOptions, minimumPause = 30_000): Issuer {
  let keySet: ReturnType<typeof createLocalJWKSet> | undefined;
  let problem = 'not read yet';
  let asked = 0;
  const read = async (): Promise<void> => {
    asked = performance.now();
    try {
      keySet = createLocalJWKSet({ keys: (await keysOf(client, issuer)).keys });
    } catch (error) {
      problem = reasonOf(error);
      throw new WebhookError('CALLERS_INVALID', `keys of ${issuer}: ${problem}`, { cause: error });
    }
  };
  void retryLoop(read, keeping, () => 300_000);
  const notReady = (why: string): WebhookError => new WebhookError('NOT_READY', `not ready: keys of ${issuer}: ${why}`);
  return {
    keyOf: async (header, token) => {
      if (keySet === undefined) throw notReady(problem);
      return keySet(header, token).catch((error: unknown) => {
        if (!(error instanceof errors.JWKSNoMatchingKey) || performance.now() - asked < minimumPause) throw error;
        read().catch((reason: unknown) => {
          keeping.onProblem(reasonOf(reason));
        });
        throw notReady('read again');
      });
    },
    missing: () => (keySet === undefined ? [`callers: keys of ${issuer}: ${problem}`] : []),
  };
}

/**
 * Reads the keys from the cluster itself, over its API, where the cluster is the issuer. The URL of
 * that issuer may not be reachable.
 */
async function keysOf(client: Reader, issuer: string): Promise<Static<typeof Keys>> {
  const own = await client.get(wellKnown).catch(() => undefined);
  const isOwn = isDiscovery(own) && own.issuer === issuer;
  const keys = isOwn ? await client.get('/openid/v1/jwks') : await keysFrom(issuer);
  if (!isKeys(keys)) throw new Error('what it answers are no keys');
  return keys;
}

async function keysFrom(issuer: string): Promise<unknown> {
  const discovery = await get(`${issuer.replace(/\/$/, '')}${wellKnown}`);
  if (!isDiscovery(discovery)) throw new Error('it does not say where they are');
  if (discovery.issuer !== issuer) throw new Error(`it calls itself ${discovery.issuer}`);
  return get(discovery.jwks_uri);
}

async function get(url: string): Promise<unknown> {
  if (!url.startsWith('https://')) throw new Error('it is neither this cluster nor an https URL');
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.json();
}
