import opa, { type LoadedPolicy } from '@open-policy-agent/opa-wasm';
import { Ajv, type ValidateFunction } from 'ajv';
import { Type, type Static, type TSchema } from 'typebox';
import { builtins, missingBuiltins } from './builtins.ts';
import { Decision, Ownership } from './decision.ts';
import { entrypoints } from './entrypoints.ts';
import { EngineError, reasonOf } from './errors.ts';
import { decideWithoutFailing } from './failures.ts';
import { ClusterFacts, Read, type ClusterObjects, type ReviewInput } from './model.ts';
import { withoutManagedFields } from './managed-fields.ts';
import { checkWords, ownRulesOf } from './own-rules.ts';
import { Twins } from './twins.ts';
import { readPolicy, type PolicyFiles, type PolicyPlace } from './policy-files.ts';

/** The one door to policy.wasm. Every method throws EngineError when no answer can be had; no answer is never an allow. */
export interface Engine {
  /** All findings of all rules on one object. Facts and exemptions that are the same values as in the last call cost nothing. */
  decide(input: ReviewInput): Decision;
  /** The fleet annotations that the object lacks. */
  annotate(input: ReviewInput): Ownership;
  /** Ids of all rules, as settings name them. */
  rules(): string[];
  /** The lists to read from a cluster for its facts. */
  reads(): Read[];
  /** What the API server of a cluster can judge by itself. */
  twins(about: Pick<ReviewInput, 'cluster' | 'settings'>): Twins;
  /** What the rules may know about a cluster, read from its raw objects. */
  readFacts(objects: ClusterObjects): ClusterFacts;
}

/**
 * Loads the policy once; the returned engine evaluates synchronously.
 * @throws EngineError POLICY_MISSING, POLICY_INVALID, BUILTIN_MISSING, RULE_INVALID
 */
export async function loadEngine(from: PolicyPlace): Promise<Engine> {
  return openEngine(await readPolicy(from));
}

/** @throws EngineError POLICY_INVALID, BUILTIN_MISSING, RULE_INVALID */
export function openEngine({ origin, wasm, data: base }: PolicyFiles): Engine {
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
      const loaded = opa.loadPolicySync(compiled, {}, builtins);
      loaded.setData(base);
      return loaded;
    });
  let policy = load();
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
      policy = load();
      throw new EngineError('EVALUATION_FAILED', `${what}: ${reasonOf(error)}`, { cause: error });
    }
  };

  const ask = <Answer>(entrypoint: string, validator: Validator<Answer>, input: unknown): Answer => {
    const isAnswer = validator();
    const results = evaluating(entrypoint, (): unknown => policy.evaluate(input, entrypoint));
    const answer = isResultSet()(results) ? results[0].result : undefined;
    if (isAnswer(answer)) return answer;
    const problem = isAnswer.errors?.[0];
    throw new EngineError(
      'RESULT_INVALID',
      `${entrypoint}: result${problem?.instancePath ?? ''} ${problem?.message ?? 'is empty'}`,
    );
  };

  let placed: (Lasting & { policy: LoadedPolicy; arranged: Record<string, unknown> }) | undefined;
  /** Puts beside the data what lasts, to be parsed once: with thousands of nodes that takes longer than judging an object. */
  const place = ({ cluster, exemptions }: Lasting): void => {
    if (placed?.policy === policy && placed.cluster === cluster && placed.exemptions === exemptions) return;
    const arranged = placed?.cluster === cluster ? placed.arranged : ask('fleet/main/arranged', isRecord, { cluster });
    evaluating('facts', () => {
      policy.setData({ ...base, cluster, arranged, exemptions });
    });
    placed = { policy, cluster, arranged, exemptions };
  };

  const judge = <Answer>(
    entrypoint: string,
    validator: Validator<Answer>,
    input: unknown,
    lasting: Lasting,
  ): Answer => {
    place(lasting);
    return ask(entrypoint, validator, input);
  };

  const own = ownRulesOf(base);
  if (own.length > 0) checkWords(own, ask('fleet/main/words', isRecord, {}), origin);

  const decide = ({ cluster, exemptions, ...review }: ReviewInput): Decision => {
    const input = withoutManagedFields(review);
    const lasting = { cluster, exemptions };
    try {
      return judge('fleet/main/decision', isDecision, input, lasting);
    } catch (error) {
      return decideWithoutFailing(error, {
        own,
        judge: failed => judge('fleet/main/decision', isDecision, { ...input, failed }, lasting),
        isOff: rule => input.settings.rules?.[rule] === 'off',
      });
    }
  };

  return {
    decide,
    annotate: ({ cluster, exemptions, ...review }) =>
      judge('fleet/main/annotations', isOwnership, withoutManagedFields(review), { cluster, exemptions }),
    rules: () => ask('fleet/main/rules', isRules, {}),
    reads: () => ask('fleet/main/reads', isReads, {}),
    twins: about => ask('fleet/main/twins', isTwins, about),
    readFacts: objects => ask('fleet/main/facts', isFacts, objects),
  };
}

/** What is the same for many reviews. */
interface Lasting {
  cluster: ClusterFacts;
  exemptions: ReviewInput['exemptions'];
}

// The schemas are this project's own, so they need no check against the schema of schemas, which takes longer than all else here.
const ajv = new Ajv({ meta: false, validateSchema: false });

type Validator<Answer> = () => ValidateFunction<Answer>;
/** Compiles a schema when it is first needed: one takes as long as the policy itself, and no command needs all. */
function validator<Answer>(schema: TSchema): Validator<Answer> {
  let compiled: ValidateFunction<Answer> | undefined;
  return () => (compiled ??= ajv.compile<Answer>(schema));
}
const isDecision = validator<Decision>(Decision);
const isOwnership = validator<Ownership>(Ownership);
const isRecord = validator<Record<string, unknown>>(Type.Record(Type.String(), Type.Unknown()));
const isRules = validator<string[]>(Type.Array(Type.String()));
const isReads = validator<Read[]>(Type.Array(Read));
const isTwins = validator<Twins>(Twins);
const isFacts = validator<ClusterFacts>(ClusterFacts);
const ResultSet = Type.Tuple([Type.Object({ result: Type.Unknown() })]);
const isResultSet = validator<Static<typeof ResultSet>>(ResultSet);
