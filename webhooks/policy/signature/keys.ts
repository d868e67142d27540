import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { reasonOf } from '../../../kubernetes/errors/reason.ts';
import { WebhookError } from '../../errors/webhook-error.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });
const families = ['RS', 'PS', 'ES', 'HS'];

/** Verification of the signature of a bundle; the terms are those of OPA. */
export const BundleSignature = Type.Object(
  {
    keys: Type.Array(
      Type.Object(
        {
          id: Text,
          /**
           * File of a public key or certificate in PEM; for HMAC the secret, which is the whole
           * file.
           */
          file: Text,
          algorithm: Type.Enum(families.flatMap(family => ['256', '384', '512'].map(size => family + size))),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    /** Scope that the signature has to name. */
    scope: Type.Optional(Text),
    /** False also accepts bundles without a signature. */
    require: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type BundleSignature = Static<typeof BundleSignature>;

/** Key that verifies signatures. */
export interface VerificationKey {
  id: string;
  algorithm: string;
  key: KeyObject;
}

/**
 * Reads the keys.
 * @throws WebhookError CONFIG_INVALID where a key does not fit its algorithm, or two keys have one
 *   id
 */
export async function readKeys(keys: BundleSignature['keys']): Promise<VerificationKey[]> {
  const twice = keys.find(({ id }, index) => keys.findIndex(other => other.id === id) !== index);
  if (twice !== undefined) throw new WebhookError('CONFIG_INVALID', `bundleSignature: two keys are called ${twice.id}`);
  return Promise.all(keys.map(readKey));
}

async function readKey({ id, file, algorithm }: BundleSignature['keys'][number]): Promise<VerificationKey> {
  try {
    const content = await readFile(file);
    return { id, algorithm, key: algorithm.startsWith('HS') ? secretOf(content) : createPublicKey(content) };
  } catch (error) {
    const problem = `bundleSignature: key ${id} for ${algorithm} cannot be read: ${reasonOf(error)}`;
    throw new WebhookError('CONFIG_INVALID', problem, { cause: error });
  }
}

/**
 * Returns the secret of an HMAC key. Refuses a key in PEM: anybody who knows a public key could
 * sign with it if it served as a secret.
 */
function secretOf(content: Buffer): KeyObject {
  if (content.includes('-----BEGIN ')) throw new Error('a secret is wanted, and this is a key in PEM');
  if (content.length === 0) throw new Error('the file is empty');
  return createSecretKey(content);
}
