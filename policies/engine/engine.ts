import { readFile } from 'node:fs/promises';
import { loadPolicy } from '@open-policy-agent/opa-wasm';
import { Ajv, type ValidateFunction } from 'ajv';
import { Type, type Static } from 'typebox';
import { Decision, Ownership } from './decision.ts';
import { EngineError } from './errors.ts';
import { ClusterFacts, KubernetesObject, type ClusterObjects, type ReviewInput } from './model.ts';
import { missingBuiltins } from './builtins.ts';
import { withoutManagedFields } from './managed-fields.ts';

/** The one door to policy.wasm. Every method throws EngineError when no answer can be had; no answer is never an allow. */
export interface Engine {
  /** All findings of all rules on one object. Facts that are the same value as in the last call cost nothing. */
  decide(input: ReviewInput): Decision;
  /** The fleet annotations that the object lacks. */
  annotate(input: ReviewInput): Ownership;
  /** Ids of all rules, as settings name them. */
  rules(): string[];
  /** What the rules may know about a cluster, read from its raw objects. */
  readFacts(objects: ClusterObjects): ClusterFacts;
}

/** Folder that holds policy.wasm and data.json. */
export type PolicyFolder = URL;

/**
 * Loads the policy once; the returned engine evaluates synchronously.
 * @throws EngineError POLICY_MISSING, POLICY_INVALID, BUILTIN_MISSING
 */
export async function loadEngine(folder: PolicyFolder): Promise<Engine> {
  const [wasm, data] = await Promise.all([read(new URL('policy.wasm', folder)), read(new URL('data.json', folder))]);
  const base = parseData(data, folder);
  const load = async (): Promise<LoadedPolicy> => {
    try {
      const loaded = await loadPolicy(wasm);
      loaded.setData(base);
      return loaded;
    } catch (error) {
      throw new EngineError('POLICY_INVALID', `${folder.pathname}policy.wasm cannot be loaded: ${reasonOf(error)}`);
    }
  };
  let policy = await load();
  const missing = missingBuiltins(policy);
  if (missing.length > 0) {
    throw new EngineError('BUILTIN_MISSING', `policy.wasm calls functions that nobody provides: ${missing.join(', ')}`);
  }

  let placed: { policy: LoadedPolicy; cluster: ClusterFacts } | undefined;
  /** Puts facts beside the data, where they are parsed once: with thousands of nodes that takes longer than judging an object. */
  const place = (cluster: ClusterFacts): void => {
    if (placed?.policy === policy && placed.cluster === cluster) return;
    policy.setData({ ...base, cluster });
    placed = { policy, cluster };
  };

  const ask = <Answer>(
    entrypoint: string,
    isAnswer: ValidateFunction<Answer>,
    input: unknown,
    cluster?: ClusterFacts,
  ): Answer => {
    let results: unknown;
    try {
      if (cluster !== undefined) place(cluster);
      results = policy.evaluate(input, entrypoint);
    } catch (error) {
      // A throw leaves the stack inside the module where it was, so a new instance takes over for the next evaluation.
      void load().then(fresh => (policy = fresh));
      throw new EngineError('EVALUATION_FAILED', `${entrypoint}: ${reasonOf(error)}`, { cause: error });
    }
    const answer = isResultSet(results) ? results[0].result : undefined;
    if (isAnswer(answer)) return answer;
    const problem = isAnswer.errors?.[0];
    throw new EngineError(
      'RESULT_INVALID',
      `${entrypoint}: result${problem?.instancePath ?? ''} ${problem?.message ?? 'is empty'}`,
    );
  };

  return {
    decide: ({ cluster, ...review }) => ask('fleet/main/decision', isDecision, withoutManagedFields(review), cluster),
    annotate: ({ cluster, ...review }) =>
      ask('fleet/main/annotations', isOwnership, withoutManagedFields(review), cluster),
    rules: () => ask('fleet/main/rules', isRules, {}),
    readFacts: objects => ask('fleet/main/facts', isFacts, objects),
  };
}

type LoadedPolicy = Awaited<ReturnType<typeof loadPolicy>>;

// The schemas are this project's own, so they need no check against the schema of schemas, which takes longer than all else here.
const ajv = new Ajv({ meta: false, validateSchema: false });
const isDecision = ajv.compile<Decision>(Decision);
const isOwnership = ajv.compile<Ownership>(Ownership);
const isData = ajv.compile<KubernetesObject>(KubernetesObject);
const isRules = ajv.compile<string[]>(Type.Array(Type.String()));
const isFacts = ajv.compile<ClusterFacts>(ClusterFacts);
const ResultSet = Type.Tuple([Type.Object({ result: Type.Unknown() })]);
const isResultSet = ajv.compile<Static<typeof ResultSet>>(ResultSet);

async function read(file: URL): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new EngineError('POLICY_MISSING', `${file.pathname} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

function parseData(data: Buffer, folder: PolicyFolder): KubernetesObject {
  try {
    const parsed: unknown = JSON.parse(data.toString());
    if (isData(parsed)) return parsed;
  } catch (error) {
    throw new EngineError('POLICY_INVALID', `${folder.pathname}data.json is not JSON: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  throw new EngineError('POLICY_INVALID', `${folder.pathname}data.json holds no data`);
}

/** opa-wasm throws strings and bare objects as well as errors. */
function reasonOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  return String(thrown);
}
