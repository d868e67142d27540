import opa, { type LoadedPolicy } from '@open-policy-agent/opa-wasm';
import { Type } from 'typebox';
import { builtins, missingBuiltins } from './builtins.ts';
import { entrypoints } from './entrypoints.ts';
import { EngineError, reasonOf } from './errors.ts';
import { jsonText } from './json-text.ts';
import type { ClusterFacts, ReviewInput } from './model.ts';
import type { PolicyFiles } from './policy-files.ts';
import { validatorOf, type Validator } from './validator.ts';

/** A loaded policy. Its traps end here: opa-wasm throws strings, keeps its stack after a throw and never shrinks. */
export interface Evaluator {
  /** @throws EngineError EVALUATION_FAILED, RESULT_INVALID */
  ask: <Answer>(entrypoint: string, validator: Validator<Answer>, input: unknown) => Answer;
  /** Puts beside the data what lasts, and what follows from the data alone, to be parsed once: with thousands of nodes that takes longer than judging an object. */
  place: (lasting: Lasting) => void;
  /** Bytes of the module's own memory, which never shrinks. */
  memory: () => number;
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

/** What a policy may keep beyond what it needed when it was loaded or told of something that lasts. */
const spareBytes = 64 * 1024 * 1024;

/** @throws EngineError POLICY_INVALID, BUILTIN_MISSING */
export function startEvaluator({ origin, wasm, data: base }: PolicyFiles, pages: MemoryPages = {}): Evaluator {
  const attempt = <Result>(task: () => Result): Result => {
    try {
      return task();
    } catch (error) {
      throw new EngineError('POLICY_INVALID', `${origin} cannot be loaded: ${reasonOf(error)}`);
    }
  };
  // Compiled once, so that an instance which takes over from another is as fast.
  const compiled = attempt(() => new WebAssembly.Module(wasm));
  const load = (): LoadedPolicy =>
    attempt(() => {
      const loaded = opa.loadPolicySync(compiled, pages, builtins);
      loaded.setData(base);
      return loaded;
    });
  let policy = load();
  const memory = (): number => policy.mem.buffer.byteLength;
  let needed = memory();
  const renew = (): void => {
    policy = load();
    needed = memory();
  };
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

  const evaluating = <Result>(what: string, task: () => Result): Result => {
    try {
      return task();
    } catch (error) {
      // A throw leaves the stack inside the module where it was, so a new instance takes over.
      renew();
      throw new EngineError('EVALUATION_FAILED', `${what}: ${reasonOf(error)}`, { cause: error });
    }
  };

  const ask = <Answer>(entrypoint: string, validator: Validator<Answer>, input: unknown): Answer => {
    const isAnswer = validator();
    const results = evaluating(entrypoint, (): unknown =>
      policy.evaluate(encoder.encode(jsonText(input)).buffer, entrypoint),
    );
    // Memory never shrinks, and one large object is no reason to keep room for another.
    if (memory() > needed + spareBytes) renew();
    const answer = isResultSet()(results) ? results[0].result : undefined;
    if (isAnswer(answer)) return answer;
    const problem = isAnswer.errors?.[0];
    throw new EngineError(
      'RESULT_INVALID',
      `${entrypoint}: result${problem?.instancePath ?? ''} ${problem?.message ?? 'is empty'}`,
    );
  };

  /** Without what is not arranged: all of a large cluster would take the memory twice. */
  const arrange = ({ nodes, claims }: ClusterFacts): Record<string, unknown> =>
    ask('fleet/main/arranged', isRecord, { cluster: { nodes, claims } });

  let index: Record<string, unknown> | undefined;
  let placed: (Lasting & { policy: LoadedPolicy; arranged: Record<string, unknown> }) | undefined;
  const place = ({ cluster, exemptions }: Lasting): void => {
    if (placed?.policy === policy && placed.cluster === cluster && placed.exemptions === exemptions) return;
    index ??= ask('fleet/main/index', isRecord, {});
    const arranged = placed?.cluster === cluster ? placed.arranged : arrange(cluster);
    evaluating('facts', () => {
      policy.setData({ ...base, index, cluster, arranged, exemptions });
    });
    placed = { policy, cluster, arranged, exemptions };
    needed = memory();
  };
  return { ask, place, memory };
}

const encoder = new TextEncoder();
const isRecord = validatorOf(Type.Record(Type.String(), Type.Unknown()));
const isResultSet = validatorOf(Type.Tuple([Type.Object({ result: Type.Unknown() })]));
