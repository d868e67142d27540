import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { reasonOf } from '../../../kubernetes/errors/reason.ts';
import { WebhookError } from '../../errors/webhook-error.ts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });
const families = ['RS', 'PS', 'ES', 'HS'];

/** By which keys the signature of a bundle is checked; the words are those of OPA. */
export const BundleSignature = Type.Object(
  {
    keys: Type.Array(
      Type.Object(
        {
          id: Text,
          /** A public key or a certificate in PEM; for an algorithm of HMAC the secret itself, every byte of the file. */
          file: Text,
          algorithm: Type.Enum(families.flatMap(family => ['256', '384', '512'].map(size => family + size))),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    /** What a bundle has to be signed for. */
    scope: Type.Optional(Text),
    /** False takes bundles without any signature, too. */
    require: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type BundleSignature = Static<typeof BundleSignature>;

/** A key that signatures are checked with. */
export interface VerificationKey {
  id: string;
  algorithm: string;
  key: KeyObject;
}

/**
 * Reads the keys.
 * @throws WebhookError CONFIG_INVALID where one is none for its algorithm, or two have one name
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

/** Who knows a public key could sign with it, were it taken for a secret. */
function secretOf(content: Buffer): KeyObject {
  if (content.includes('-----BEGIN ')) throw new Error('a secret is wanted, and this is a key in PEM');
  if (content.length === 0) throw new Error('the file is empty');
  return createSecretKey(content);
}
