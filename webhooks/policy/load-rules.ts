import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openEngine, type Engine } from '../../policies/engine/engine.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import { filesOfBundle, policyOf, readPolicy, type PolicyFiles } from '../../policies/engine/policy-files.ts';
import type { PolicyConfig } from './policy-config.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { deadlineIn } from '../evaluation/deadline.ts';
import type { Judge } from '../evaluation/judge.ts';
import { mainPages } from '../evaluation/limits.ts';
import type { LoadedRules } from './policy.ts';
import { readKeys } from './signature/keys.ts';
import { verifyBundle, type Verification } from './signature/verify.ts';

/**
 * Loads the rules that a configuration names: those of its bundle, or those that the webhook brings. What did not change since the last
 * call is not loaded again, so that the same answer is given, or the same error. Rules that failed when they were tried are tried again: what
 * the cluster holds and how busy the machine is have a part in that.
 * @throws WebhookError BUNDLE_REFUSED, CONFIG_INVALID; EngineError
 */
export type LoadRules = (config: Pick<PolicyConfig, 'bundle' | 'bundleSignature'>) => Promise<LoadedRules>;

interface Surroundings {
  /** What is known where the rules will judge. */
  known: () => Pick<ReviewInput, 'cluster' | 'exemptions'>;
  startJudge: (engine: Engine, files: PolicyFiles) => Judge;
  now: () => Date;
}

/** @param builtIn folder of the rules that the webhook brings; nobody changes it while it runs */
export function rulesLoader(builtIn: URL, { known, startJudge, now }: Surroundings): LoadRules {
  let last: { fingerprint: string; loaded: Promise<LoadedRules> } | undefined;
  const open = async ({ files, digest, signedBy }: ReadRules): Promise<LoadedRules> => {
    const engine = openEngine(files, mainPages);
    const judge = startJudge(engine, files);
    try {
      await warm(judge, known());
    } catch (error) {
      judge.close();
      last = undefined;
      throw error;
    }
    return { engine, judge, digest, signedBy, loadedAt: now() };
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

/** Rules that nobody has tried yet. */
interface ReadRules extends Pick<LoadedRules, 'digest' | 'signedBy'> {
  files: PolicyFiles;
}

interface Bundle {
  /** How errors name it: a path. */
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
  // Before anything in it is looked at.
  const signedBy = verification && (await verifyBundle(files, verification).catch(refuse(origin)));
  return { files: policyOf(files, origin), digest: digestOf(bytes), signedBy };
}

/** Lets the rules judge once before they are needed: the first time takes longer, and some faults show only then. */
async function warm(judge: Judge, known: ReturnType<Surroundings['known']>): Promise<void> {
  try {
    await judge.decide({ ...firstReview, ...known }, deadlineIn(10_000));
  } catch (error) {
    // That there is too much to do just now is no fault of theirs.
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

/** Another one where the bundle, or what its signature has to be, is another. */
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
