import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from './errors.ts';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { splitSamples, type RuleSample } from '../rules/rule-samples.ts';
import { filesOfTar } from '../../kubernetes/files/tar.ts';

/**
 * Place of policy.wasm and data.json: a folder, whose URL ends with a slash, or a bundle of OPA.
 */
export type PolicyPlace = URL;

/** A compiled policy. */
export interface PolicyFiles {
  /** Path for errors. */
  origin: string;
  wasm: Buffer;
  data: KubernetesObject;
  /** Samples by rule id. */
  samples: Readonly<Record<string, readonly RuleSample[]>>;
}

/**
 * Bytes of an unpacked bundle at most. A bundle has less than a MiB, and a few bytes of gzip could
 * fill all memory.
 */
const largest = 64 * 1024 * 1024;

export const isData = validatorOf(KubernetesObject);

/** Reads a policy. @throws EngineError POLICY_MISSING, POLICY_INVALID */
export async function readPolicy(place: PolicyPlace): Promise<PolicyFiles> {
  if (place.pathname.endsWith('/')) {
    // Reading one file after the other makes the error of a missing folder always the same.
    const wasm = await read(new URL('policy.wasm', place));
    const data = await read(new URL('data.json', place));
    const folder = fileURLToPath(place);
    return { origin: `${folder}policy.wasm`, wasm, ...splitSamples(parseData(data, `${folder}data.json`)) };
  }
  return unpackBundle(await read(place), fileURLToPath(place));
}

/**
 * Returns the policy in a bundle of OPA.
 * @param origin path of the bundle, for errors
 * @throws EngineError POLICY_INVALID
 */
export function unpackBundle(bundle: Buffer, origin: string): PolicyFiles {
  return policyOf(filesOfBundle(bundle, origin), origin);
}

/**
 * Returns the policy among the files of a bundle, by their names.
 * @throws EngineError POLICY_INVALID
 */
export function policyOf(files: ReadonlyMap<string, Buffer>, origin: string): PolicyFiles {
  const [wasm, data] = [files.get('policy.wasm'), files.get('data.json')];
  if (wasm === undefined || data === undefined) {
    throw new EngineError('POLICY_INVALID', `${origin} is no bundle: it holds no policy.wasm and data.json`);
  }
  return { origin, wasm, ...splitSamples(parseData(data, `data.json in ${origin}`)) };
}

async function read(file: URL): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new EngineError('POLICY_MISSING', `${fileURLToPath(file)} cannot be read: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * Returns the files of a bundle by their names.
 * @throws EngineError POLICY_INVALID
 */
export function filesOfBundle(bundle: Buffer, origin: string): Map<string, Buffer> {
  try {
    return filesOfTar(gunzipSync(bundle, { maxOutputLength: largest }));
  } catch (error) {
    throw new EngineError('POLICY_INVALID', `${origin} is no bundle: ${reasonOf(error)}`, { cause: error });
  }
}

function parseData(text: Buffer, origin: string): KubernetesObject {
  try {
    const parsed: unknown = JSON.parse(text.toString());
    if (isData(parsed)) return parsed;
  } catch (error) {
    throw new EngineError('POLICY_INVALID', `${origin} is not JSON: ${reasonOf(error)}`, { cause: error });
  }
  throw new EngineError('POLICY_INVALID', `${origin} holds no data`);
}
