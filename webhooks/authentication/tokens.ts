import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Type } from 'typebox';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Caller } from './caller.ts';

/** Claims that a token has to have. */
interface ExpectedClaims {
  issuer: string;
  /** Base URL of the webhook, e.g. https://NAME.NAMESPACE.svc:443. */
  audience: string;
  /** Subjects that need no attestation. */
  names: readonly string[];
}

/**
 * Claims of a token for a webhook: its subject, and the API groups whose objects the bearer may
 * send. kube-apiserver attests API groups only to a subject that its authorization allows
 * (Kubernetes 1.37, pkg/serviceaccount/claims.go). Any workload can get a token for any audience,
 * so a token without an attestation is accepted only for known subjects.
 */
const Claims = Type.Object({
  sub: Type.String(),
  exp: Type.Number(),
  'kubernetes.io': Type.Optional(
    Type.Object({
      attestations: Type.Optional(
        Type.Object({ admissionReviewAPIGroups: Type.Optional(Type.Array(Type.String(), { minItems: 1 })) }),
      ),
    }),
  ),
});
export const isClaims = validatorOf(Claims);

/** Signature algorithms with public keys. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** Seconds by which clocks may differ. */
const clockTolerance = 30;
/** Most accepted tokens that are remembered. */
const capacity = 100;

/**
 * Returns a function that checks a bearer token for a path and returns its caller. An accepted
 * token is not checked again before it expires. The function throws WebhookError CALLER_UNKNOWN or
 * CALLER_REFUSED, and any error of `keyOf` that is not a JOSEError.
 */
export function checkTokens(
  { issuer, audience, names }: ExpectedClaims,
  keyOf: JWTVerifyGetKey,
): (token: string, path: string) => Promise<Caller> {
  const accepted = new Map<string, { caller: Caller; until: number }>();
  return async (token, path) => {
    const key = `${path} ${token}`;
    const known = accepted.get(key);
    if (known !== undefined && Date.now() < known.until) return known.caller;
    accepted.delete(key);
    const expected = { issuer, audience: `${audience}${path}`, algorithms, clockTolerance };
    const { payload } = await jwtVerify(token, keyOf, { ...expected, requiredClaims: ['exp', 'sub'] }).catch(refuse);
    if (!isClaims(payload)) throw unknown('its claims are not those of a ServiceAccount');
    const apiGroups = payload['kubernetes.io']?.attestations?.admissionReviewAPIGroups;
    if (apiGroups === undefined && !names.includes(payload.sub)) {
      const words = `the bearer token is of ${payload.sub}, who is not one of callers.names, and no API group is attested to it`;
      throw new WebhookError('CALLER_REFUSED', words);
    }
    const caller = apiGroups === undefined ? {} : { apiGroups };
    accepted.set(key, { caller, until: payload.exp * 1000 });
    const [oldest] = accepted.keys();
    if (accepted.size > capacity && oldest !== undefined) accepted.delete(oldest);
    return caller;
  };
}

function refuse(error: unknown): never {
  if (error instanceof errors.JOSEError) throw unknown(error.message);
  throw error;
}

function unknown(reason: string): WebhookError {
  return new WebhookError('CALLER_UNKNOWN', `the bearer token is not accepted: ${reason}`);
}
