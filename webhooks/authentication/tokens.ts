import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Type } from 'typebox';
import { WebhookError } from '../errors/webhook-error.ts';
import type { Caller } from './caller.ts';

interface Expected {
  issuer: string;
  /** Where the webhook is reached, as in https://NAME.NAMESPACE.svc:443. */
  audience: string;
  /** Subjects that need no attestation. */
  names: readonly string[];
}

/**
 * What a token for a webhook says beside who has it: about which API groups its bearer may ask. kube-apiserver attests that only to whom
 * its authorization allows it (Kubernetes 1.37, pkg/serviceaccount/claims.go). Any workload can have a token for any audience, so without an
 * attestation only known subjects are believed.
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

/** Those of public keys. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clockTolerance = 30;
const remembered = 100;

/** A check of bearer tokens for one path each. One that was accepted is not checked again while it is good. */
export function checkTokens(
  { issuer, audience, names }: Expected,
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
    if (accepted.size > remembered && oldest !== undefined) accepted.delete(oldest);
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
