import opa, { type LoadedPolicy } from '@open-policy-agent/opa-wasm';
import { Type } from 'typebox';
import { builtins, missingBuiltins } from './builtins.ts';
import { entrypoints } from './entrypoints.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import { EngineError } from './errors.ts';
import { startInstance, type Instance } from './instance.ts';
import type { ClusterFacts } from '../facts/cluster-facts.ts';
import type { ReviewInput } from '../review/review-input.ts';
import type { PolicyFiles } from './policy-files.ts';
import { validatorOf } from '../../kubernetes/schema/validator.ts';

/** A loaded policy, with what lasts beside its data. */
export interface Evaluator extends Pick<Instance, 'ask' | 'memory'> {
  /**
   * Puts beside the data what lasts, and what follows from the data alone, to be parsed once: with thousands of nodes that takes longer
   * than judging an object.
   */
  place: (lasting: Lasting) => void;
  /** Arranges facts for that, so that no review has to wait for it. */
  prepare: (cluster: ClusterFacts) => void;
  /** Another instance to ask, which is let go of with its memory: to read a large cluster takes much that to judge does not. */
  aside: () => Instance['ask'];
}

/** What is the same for many reviews. */
export interface Lasting {
  cluster: ClusterFacts;
  exemptions: ReviewInput['exemptions'];
}

/** Memory of a policy in pages of 64 KiB: what is there at the start, and the most that there may be. */
export interface MemoryPages {
  initial?: number;
  maximum?: number;
}

/** @throws EngineError POLICY_INVALID, BUILTIN_MISSING */
export function startEvaluator(files: PolicyFiles, pages: MemoryPages = {}): Evaluator {
  const load = loader(files);
  const judging = startInstance(() => load(pages));
  checkProgram(judging.policy(), files.origin);

  const aside = (): Instance['ask'] => startInstance(() => load({})).ask;
  const arrangements = new WeakMap<ClusterFacts, Record<string, unknown>>();
  const arranged = (cluster: ClusterFacts): Record<string, unknown> => {
    const { nodes, claims } = cluster;
    const arrangement =
      arrangements.get(cluster) ?? aside()('fleet/main/lookup', isRecord, { cluster: { nodes, claims } });
    arrangements.set(cluster, arrangement);
    return arrangement;
  };

  let index: Record<string, unknown> | undefined;
  let placed: (Lasting & { policy: LoadedPolicy }) | undefined;
  const place = ({ cluster, exemptions }: Lasting): void => {
    const policy = judging.policy();
    if (placed?.policy === policy && placed.cluster === cluster && placed.exemptions === exemptions) return;
    index ??= judging.ask('fleet/main/index', isRecord, {});
    judging.setData({ ...files.data, index, cluster: { ...cluster, ...arranged(cluster) }, exemptions });
    placed = { policy: judging.policy(), cluster, exemptions };
  };
  return { ask: judging.ask, place, prepare: arranged, aside, memory: judging.memory };
}

/** Compiled once, so that an instance which takes over from another is as fast. */
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

export const isRecord = validatorOf(Type.Record(Type.String(), Type.Unknown()));
