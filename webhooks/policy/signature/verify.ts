import { createHash } from 'node:crypto';
import { validatorOf } from '../../../kubernetes/schema/validator.ts';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import { Type, type Static } from 'typebox';
import { reasonOf } from '../../../kubernetes/errors/reason.ts';
import { WebhookError } from '../../errors/webhook-error.ts';
import type { VerificationKey } from './keys.ts';
import { canonicalJson } from './canonical-json.ts';

const signaturesFile = '.signatures.json';

const Signatures = Type.Object({ signatures: Type.Array(Type.String()), plugin: Type.Optional(Type.String()) });
const Claims = Type.Object({
  files: Type.Array(Type.Object({ name: Type.String(), hash: Type.String(), algorithm: Type.String() })),
  scope: Type.Optional(Type.String()),
  /** Id of the key in tokens of older versions of OPA, which wrote no `kid`. */
  keyid: Type.Optional(Type.String()),
});
export const areSignatures = validatorOf(Signatures);
export const areClaims = validatorOf(Claims);

/** Conditions for the signature of a bundle. */
export interface Verification {
  keys: readonly VerificationKey[];
  scope: string;
  isRequired: boolean;
}

/**
 * Verifies the signature of a bundle as OPA does (its documentation: Bundles, Signing). The bundle
 * holds one token, signed by a known key for the scope, and the token lists exactly the files of
 * the bundle. Data files in YAML, which `opa build` never writes, are hashed byte by byte.
 * @returns id of the key; undefined for a bundle without a signature, where none is required
 * @throws WebhookError BUNDLE_REFUSED
 */
export async function verifyBundle(
  files: ReadonlyMap<string, Buffer>,
  { keys, scope, isRequired }: Verification,
): Promise<string | undefined> {
  const signatures = files.get(signaturesFile);
  if (signatures === undefined) {
    if (isRequired) throw refused('it is not signed');
    return undefined;
  }
  const token = tokenIn(signatures);
  const key = keyFor(token, keys);
  const claims = await claimsIn(token, key);
  if ((claims.scope ?? '') !== scope) {
    throw refused(`it is signed for scope "${claims.scope ?? ''}", and "${scope}" is wanted`);
  }
  checkFiles(files, claims.files);
  return key.id;
}

function tokenIn(file: Buffer): string {
  const read = attempt(`${signaturesFile} is not JSON`, (): unknown => JSON.parse(file.toString()));
  if (!areSignatures(read) || (read.plugin ?? '_default') !== '_default')
    throw refused(`${signaturesFile} is none of OPA`);
  const [token, ...more] = read.signatures;
  if (token === undefined || more.length > 0) {
    throw refused(`${signaturesFile} holds ${read.signatures.length} signatures, and one is wanted`);
  }
  return token;
}

/**
 * Returns the key that the token names, or the only known key where it names none. Uses no other
 * content of the token, which is not verified yet.
 */
function keyFor(token: string, keys: readonly VerificationKey[]): VerificationKey {
  const { kid, alg } = attempt('its signature cannot be read', () => decodeProtectedHeader(token));
  const { keyid } = attempt('its signature cannot be read', () => decodeJwt<{ keyid?: unknown }>(token));
  const [only, ...more] = keys;
  const id = kid ?? keyid ?? (more.length === 0 ? only?.id : undefined);
  const key = keys.find(known => known.id === id);
  if (key === undefined) {
    const known = keys.map(one => one.id).join(', ');
    const named = typeof id === 'string' ? `key ${id}` : 'no key';
    throw refused(`its signature names ${named}, and known are: ${known}`);
  }
  // Otherwise a token with another algorithm could make a public key serve as a secret.
  if (alg !== key.algorithm)
    throw refused(`it is signed with ${String(alg)}, and key ${key.id} is for ${key.algorithm}`);
  return key;
}

async function claimsIn(token: string, { id, key, algorithm }: VerificationKey): Promise<Static<typeof Claims>> {
  const { payload } = await compactVerify(token, key, { algorithms: [algorithm] }).catch((error: unknown) => {
    throw refused(`it is not signed with key ${id}: ${reasonOf(error)}`);
  });
  const claims = attempt('its signature cannot be read', (): unknown => JSON.parse(new TextDecoder().decode(payload)));
  if (!areClaims(claims)) throw refused('its signature says nothing of its files');
  return claims;
}

function checkFiles(files: ReadonlyMap<string, Buffer>, signed: Static<typeof Claims>['files']): void {
  const missing = signed.find(({ name }) => !files.has(name));
  if (missing !== undefined) throw refused(`it is signed with ${missing.name}, which is not in it`);
  for (const [name, content] of files) {
    if (name === signaturesFile) continue;
    const claim = signed.find(file => file.name === name);
    if (claim === undefined) throw refused(`${name} is in it and was not signed`);
    if (claim.hash !== digestOf(name, content, claim.algorithm)) throw refused(`${name} is not what was signed`);
  }
}

const algorithms: Readonly<Record<string, string>> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

function digestOf(name: string, content: Buffer, algorithm: string): string {
  const hash = algorithms[algorithm];
  if (hash === undefined) throw refused(`${name} is hashed with ${algorithm}, which is not taken here`);
  const isStructured = /(^|\/)(data\.json|\.manifest)$/.test(name);
  const hashed = isStructured ? attempt(`${name} is not JSON`, () => canonicalJson(content.toString())) : content;
  return createHash(hash).update(hashed).digest('hex');
}

function attempt<Result>(problem: string, task: () => Result): Result {
  try {
    return task();
  } catch (error) {
    throw refused(`${problem}: ${reasonOf(error)}`);
  }
}

function refused(problem: string): WebhookError {
  return new WebhookError('BUNDLE_REFUSED', problem);
}
