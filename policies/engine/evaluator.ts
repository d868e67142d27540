import opa, { type LoadedPolicy } from '@open-policy-agent/opa-wasm';
import type { ClusterFacts } from '../facts/cluster-facts.ts';
import type { ReviewInput } from '../review/review-input.ts';
import { isRecord } from './answers.ts';
import { builtins, missingBuiltins } from './builtins.ts';
import { entrypoints } from './entrypoints.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from './errors.ts';
import { startInstance, type Instance } from './instance.ts';
import type { PolicyFiles } from './policy-files.ts';

/** A loaded policy with the input that many reviews share. */
export interface Evaluator extends Pick<Instance, 'ask' | 'memory'> {
  /**
   * Adds the lasting input and its lookup tables to the policy's data, which parses them once.
   * With thousands of nodes, parsing takes longer than a review.
   * @throws EngineError EVALUATION_FAILED
   */
  setLasting: (lasting: LastingInput) => void;
  /** Makes the lookup tables of facts before a review needs them. */
  prepareLookup: (cluster: ClusterFacts) => void;
  /**
   * Starts another instance and returns its `ask`. Its memory is freed with it: reading a large
   * cluster takes much memory that reviews do not need.
   */
  startSeparate: () => Instance['ask'];
}

/** The part of the input that is the same for many reviews. */
export interface LastingInput {
  cluster: ClusterFacts;
  exemptions: ReviewInput['exemptions'];
}

/** Memory of a policy in pages of 64 KiB: at the start and at most. */
export interface MemoryPages {
  initial?: number;
  maximum?: number;
}

/** @throws EngineError POLICY_INVALID, BUILTIN_MISSING */
export function startEvaluator(files: PolicyFiles, pages: MemoryPages = {}): Evaluator {
  const load = loader(files);
  const main = startInstance(() => load(pages));
  checkProgram(main.policy(), files.origin);

  const startSeparate = (): Instance['ask'] => startInstance(() => load({})).ask;
  const tables = new WeakMap<ClusterFacts, Record<string, unknown>>();
  const lookupOf = (cluster: ClusterFacts): Record<string, unknown> => {
    const { nodes, claims } = cluster;
    const lookup =
      tables.get(cluster) ?? startSeparate()('fleet/main/lookup', isRecord, { cluster: { nodes, claims } });
    tables.set(cluster, lookup);
    return lookup;
  };

  let index: Record<string, unknown> | undefined;
  let current: (LastingInput & { policy: LoadedPolicy }) | undefined;
  const setLasting = ({ cluster, exemptions }: LastingInput): void => {
    const policy = main.policy();
    if (current?.policy === policy && current.cluster === cluster && current.exemptions === exemptions) return;
    index ??= main.ask('fleet/main/index', isRecord, {});
    main.setData({ ...files.data, index, cluster: { ...cluster, ...lookupOf(cluster) }, exemptions });
    current = { policy: main.policy(), cluster, exemptions };
  };
  return { ask: main.ask, setLasting, prepareLookup: lookupOf, startSeparate, memory: main.memory };
}

/** Compiles the module once, so that an instance that takes over from another is as fast. */
function loader({ origin, wasm, data }: PolicyFiles): (pages: MemoryPages) => LoadedPolicy {
  const attempt = <Result>(task: () => Result): Result => {
    try {
      return task();
    } catch (error) {
      throw new EngineError('POLICY_INVALID', `${origin} cannot be loaded: ${reasonOf(error)}`);
    }
  };
  const compiled = attempt(() => new WebAssembly.Module(wasm));
  return pages =>
    attempt(() => {
      const loaded = opa.loadPolicySync(compiled, pages, builtins);
      loaded.setData(data);
      return loaded;
    });
}

/** Fails when the policy lacks an entry point or calls a function that nobody provides. */
function checkProgram(policy: LoadedPolicy, origin: string): void {
  const unknown = entrypoints.find(name => policy.entrypoints[name] === undefined);
  if (unknown !== undefined) {
    throw new EngineError(
      'POLICY_INVALID',
      `${origin} was built for another version of kubectl fleet: it has no ${unknown}`,
    );
  }
  const missing = missingBuiltins(policy);
  if (missing.length > 0) {
    const problem = `${origin} calls functions that nobody provides: ${missing.join(', ')}`;
    throw new EngineError('BUILTIN_MISSING', problem, { names: missing });
  }
}
