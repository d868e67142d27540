import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openEngine, type Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { filesOfBundle, policyOf, readPolicy, type PolicyFiles } from '../../policies/engine/policy-files.ts';
import type { PolicyConfig } from './policy-config.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { deadlineIn } from '../flow-control/deadline.ts';
import type { ReviewEvaluator } from '../evaluation/review-evaluator.ts';
import { mainThreadPages } from '../evaluation/wasm-memory.ts';
import type { LoadedRules } from './policy.ts';
import { readKeys } from './signature/keys.ts';
import { verifyBundle, type Verification } from './signature/verify.ts';

/**
 * Loads the rules of a configuration: those of its bundle, or the built-in rules. Returns the same
 * rules or the same error again where nothing has changed since the last call. Loads rules again
 * that failed in their first evaluation, because the cluster or the load of the machine may be the
 * reason.
 * @throws WebhookError BUNDLE_REFUSED, CONFIG_INVALID; EngineError
 */
export type LoadRules = (config: Pick<PolicyConfig, 'bundle' | 'bundleSignature'>) => Promise<LoadedRules>;

/** Facts and exemptions that rules evaluate beside a request. */
type ReviewContext = Pick<ReviewInput, 'cluster' | 'exemptions'>;

/** Dependencies of the loader. */
interface LoaderDependencies {
  /** Returns the facts and exemptions of the cluster for the first evaluation. */
  known: () => ReviewContext;
  startEvaluator: (engine: Engine, files: PolicyFiles) => ReviewEvaluator;
  now: () => Date;
}

/**
 * Creates a loader.
 * @param builtIn folder of the built-in rules, which do not change at run time
 */
export function rulesLoader(builtIn: URL, { known, startEvaluator, now }: LoaderDependencies): LoadRules {
  let last: { fingerprint: string; loaded: Promise<LoadedRules> } | undefined;
  const open = async ({ files, digest, signedBy }: ReadRules): Promise<LoadedRules> => {
    const engine = openEngine(files, mainThreadPages);
    const evaluator = startEvaluator(engine, files);
    try {
      await warm(evaluator, known());
    } catch (error) {
      evaluator.close();
      last = undefined;
      throw error;
    }
    return { engine, evaluator, digest, signedBy, loadedAt: now() };
  };
  return async ({ bundle: file, bundleSignature }) => {
    const bundle = file === undefined ? undefined : { origin: file, bytes: await read(file) };
    const verification = bundleSignature === undefined ? undefined : await verificationOf(bundleSignature);
    const fingerprint = fingerprintOf(bundle, verification);
    if (last?.fingerprint !== fingerprint) {
      const reading = bundle === undefined ? readBuiltIn(builtIn) : readBundle(bundle, verification);
      last = { fingerprint, loaded: reading.then(open) };
    }
    return last.loaded;
  };
}

/** Rules before their first evaluation. */
interface ReadRules extends Pick<LoadedRules, 'digest' | 'signedBy'> {
  files: PolicyFiles;
}

interface Bundle {
  /** Path that errors name. */
  origin: string;
  bytes: Buffer;
}

async function readBuiltIn(folder: URL): Promise<ReadRules> {
  const files = await readPolicy(folder);
  const digest = digestOf(files.wasm, await readFile(new URL('data.json', folder)));
  return { files, digest, signedBy: undefined };
}

async function readBundle({ origin, bytes }: Bundle, verification: Verification | undefined): Promise<ReadRules> {
  const files = filesOfBundle(bytes, origin);
  // The signature is checked before any other content is used.
  const signedBy = verification && (await verifyBundle(files, verification).catch(refuse(origin)));
  return { files: policyOf(files, origin), digest: digestOf(bytes), signedBy };
}

/**
 * Evaluates one review before the rules are used. The first evaluation takes longer, and it shows
 * faults that loading does not show.
 * @throws EngineError
 */
async function warm(evaluator: ReviewEvaluator, known: ReviewContext): Promise<void> {
  try {
    await evaluator.decide({ ...firstReview, ...known }, deadlineIn(10_000));
  } catch (error) {
    // A WebhookError means overload, which is no fault of the rules.
    if (!(error instanceof WebhookError)) throw error;
  }
}

const firstReview: Omit<ReviewInput, 'cluster'> = {
  operation: 'CREATE',
  kind: { group: '', version: 'v1', kind: 'ConfigMap' },
  resource: { group: '', version: 'v1', resource: 'configmaps' },
  subResource: '',
  namespace: 'default',
  name: 'first',
  object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first', namespace: 'default' } },
  oldObject: null,
  userInfo: {},
  fieldManager: '',
  dryRun: true,
  namespaceObject: null,
  settings: {},
  now: '2026-01-01T00:00:00Z',
};

async function verificationOf({ keys, scope = '', require = true }: NonNullable<PolicyConfig['bundleSignature']>) {
  return { keys: await readKeys(keys), scope, isRequired: require } satisfies Verification;
}

async function read(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw new WebhookError('BUNDLE_REFUSED', `${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  });
}

/** Returns a digest of the bundle and of the conditions for its signature. */
function fingerprintOf(bundle: Bundle | undefined, verification: Verification | undefined): string {
  const keys = verification?.keys.map(({ key, ...rest }) => ({ ...rest, key: key.export({ format: 'jwk' }) }));
  const about = JSON.stringify([bundle?.origin, { ...verification, keys }]);
  return digestOf(Buffer.from(about), bundle?.bytes ?? Buffer.of());
}

function digestOf(...parts: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return `sha256:${hash.digest('hex')}`;
}

function refuse(origin: string): (error: unknown) => never {
  return error => {
    throw new WebhookError('BUNDLE_REFUSED', `${origin}: ${reasonOf(error)}`, { cause: error });
  };
}
