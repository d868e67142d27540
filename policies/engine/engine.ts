import { Type, type Static } from 'typebox';
import { Contents, cutContents, type CutContents } from '../review/contents.ts';
import { Decision } from '../review/decision.ts';
import { ExemptionState } from '../settings/exemption.ts';
import { startEvaluator, type Evaluator, type MemoryPages } from './evaluator.ts';
import { factsInSteps, inOneGo, type FactReaders } from '../facts/facts.ts';
import { decideWithoutFailing } from './failures.ts';
import { ClusterFacts } from '../facts/cluster-facts.ts';
import { WorkloadFacts, type ClusterObjects } from '../facts/cluster-objects.ts';
import { Read } from '../facts/reads.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { JudgedKind, type Judged, type ReviewInput } from '../review/review-input.ts';
import { judgedPart } from '../review/judged-part.ts';
import { Mutation } from '../review/mutation.ts';
import type { ObjectTexts } from '../review/object-texts.ts';
import { checkWords, ownRulesOf } from './own-rules.ts';
import { packageOf, ruleId } from '../rules/rule-id.ts';
import { MatchCondition, Twins } from '../admission/admission-policies.ts';
import { validatorOf, type Validator } from '../../kubernetes/schema/validator.ts';
import { readPolicy, type PolicyFiles, type PolicyPlace } from './policy-files.ts';
import { Sources } from '../gitops/sources.ts';
import { RuleWords } from '../rules/rule-metadata.ts';

/** State of each exemption by its name; `says` is the state in words. */
const ExemptionStates = Type.Record(Type.String(), Type.Object({ state: ExemptionState, says: Type.String() }));
export type ExemptionStates = Static<typeof ExemptionStates>;

/** The one door to policy.wasm. Every method throws EngineError when no answer can be had; no answer is never an allow. */
export interface Engine {
  /**
   * All findings of all rules on one object. Facts and exemptions that are the same values as in the last call cost nothing.
   * @param without ids of rules that are not asked
   * @param texts the objects, where the input has no more of them than their types
   */
  decide(input: ReviewInput, without?: readonly string[], texts?: ObjectTexts): Decision;
  /** How the object's metadata has to change. */
  mutate(input: ReviewInput, texts?: ObjectTexts): Mutation;
  /** Ids of all rules, as settings name them. */
  rules(): string[];
  /** Ids of those that are the user's own. */
  ownRules(): string[];
  /** What each rule says of itself, by its id. */
  words(about?: Pick<ReviewInput, 'settings'>): Record<string, RuleWords>;
  /** Samples of each rule, one for each verdict; none in a policy that was built without them. */
  samples(): PolicyFiles['samples'];
  /** Returns the state of each well-formed exemption. */
  exemptionStates(about: Pick<ReviewInput, 'exemptions' | 'settings' | 'now'>): ExemptionStates;
  /** The lists to read from a cluster for its facts. */
  reads(): Read[];
  /** The kinds of objects to show to the rules. */
  judged(): JudgedKind[];
  /** What the API server of a cluster can judge by itself. */
  twins(about: Pick<ReviewInput, 'cluster' | 'settings'>): Twins;
  /** The conditions on which an API server asks the webhook. */
  conditions(): MatchCondition[];
  /** Sentences about what rules cannot tell of a cluster. */
  untold(about: Pick<ReviewInput, 'cluster'>): string[];
  /** The APIs that a Kubernetes of the cluster's version serves by default, as helm names them; without a version, of the newest one known. */
  served(about: Pick<ReviewInput, 'cluster'>): string[];
  /** The facts of a cluster for the rules, read from its raw objects; one cluster after another by the same instance of the policy. */
  readFacts(objects: ClusterObjects): ClusterFacts;
  /**
   * The same in steps, because those of thousands of nodes would keep others waiting, by an instance that is let go of. The facts are ready
   * to judge by at the end.
   */
  readFactsInSteps(objects: ClusterObjects): Generator<undefined, ClusterFacts>;
  /** What an object tells of what is deployed from repositories. */
  sources(object: KubernetesObject): Sources;
  /** Bytes of the policy's own memory, which grows with the largest object and never shrinks. */
  memory(): number;
}

/**
 * Loads the policy once; the returned engine evaluates synchronously.
 * @throws EngineError POLICY_MISSING, POLICY_INVALID, BUILTIN_MISSING, RULE_INVALID
 */
export async function loadEngine(from: PolicyPlace): Promise<Engine> {
  return openEngine(await readPolicy(from));
}

/** @throws EngineError POLICY_INVALID, BUILTIN_MISSING, RULE_INVALID */
export function openEngine(files: PolicyFiles, pages?: MemoryPages): Engine {
  const { ask, place, prepare, aside, memory } = startEvaluator(files, pages);
  const own = ownRulesOf(files.data);
  if (own.length > 0) checkWords(own, ask('fleet/main/words', isWords, {}), files.origin);

  const readersBy = (askAside: Evaluator['ask']): FactReaders => ({
    facts: some => askAside('fleet/main/facts', isFacts, some),
    workloads: some => askAside('fleet/main/workloads', areWorkloadFacts, some),
  });
  let readers: FactReaders | undefined;
  const readFacts = (objects: ClusterObjects): ClusterFacts => {
    readers ??= readersBy(aside());
    return inOneGo(factsInSteps(objects, readers));
  };
  const readFactsInSteps = function* (objects: ClusterObjects): Generator<undefined, ClusterFacts> {
    const facts = yield* factsInSteps(objects, readersBy(aside()));
    yield;
    prepare(facts);
    return facts;
  };

  let contents: CutContents | undefined;
  const judge = <Answer>(
    [entrypoint, validator]: readonly [string, Validator<Answer>],
    { cluster, exemptions, ...review }: ReviewInput & Pick<Judged, 'failed'>,
    texts?: ObjectTexts,
  ): Answer => {
    place({ cluster, exemptions });
    contents ??= cutContents(ask('fleet/main/contents', isContents, {}));
    return ask(entrypoint, validator, judgedPart(review, contents, texts));
  };

  const decide: Engine['decide'] = (input, without = [], texts) => {
    const leftOut = without.map(packageOf);
    const decideWithout = (failed: readonly string[]): Decision =>
      judge(['fleet/main/decision', isDecision], { ...input, ...(failed.length > 0 && { failed }) }, texts);
    try {
      return decideWithout(leftOut);
    } catch (error) {
      return decideWithoutFailing(error, {
        own: own.filter(name => !leftOut.includes(name)),
        judge: failed => decideWithout([...leftOut, ...failed]),
        isOff: rule => input.settings.rules?.[rule] === 'off',
      });
    }
  };

  return {
    decide,
    mutate: (input, texts) => judge(['fleet/main/mutation', isMutation], input, texts),
    ownRules: () => own.map(ruleId),
    rules: () => ask('fleet/main/rules', isRules, {}),
    words: (about = { settings: {} }) => {
      const said = Object.entries(ask('fleet/main/words', areWords, about));
      return Object.fromEntries(said.map(([name, words]) => [ruleId(name), words]));
    },
    samples: () => files.samples,
    exemptionStates: about => ask('fleet/main/exemption_status', areExemptionStates, about),
    reads: () => ask('fleet/main/reads', isReads, {}),
    judged: () => ask('fleet/main/judged_kinds', areJudged, {}),
    twins: about => ask('fleet/main/admission_policies', isTwins, about),
    conditions: () => ask('fleet/main/match_conditions', areConditions, {}),
    untold: about => ask('fleet/main/notes', areSentences, about),
    served: about => ask('fleet/main/served_apis', areNames, about),
    readFacts,
    readFactsInSteps,
    sources: object => ask('fleet/main/sources', isSources, { object }),
    memory,
  };
}

export const isDecision = validatorOf(Decision);
export const isMutation = validatorOf(Mutation);
export const isWords = validatorOf(Type.Record(Type.String(), Type.Unknown()));
export const isRules = validatorOf(Type.Array(Type.String()));
export const areSentences = validatorOf(Type.Array(Type.String()));
export const areNames = validatorOf(Type.Array(Type.String()));
export const areExemptionStates = validatorOf(ExemptionStates);
export const isReads = validatorOf(Type.Array(Read));
export const areJudged = validatorOf(Type.Array(JudgedKind));
export const isTwins = validatorOf(Twins);
export const areConditions = validatorOf(Type.Array(MatchCondition));
export const isFacts = validatorOf(ClusterFacts);
export const areWorkloadFacts = validatorOf(WorkloadFacts);
export const isContents = validatorOf(Contents);
export const isSources = validatorOf(Sources);
export const areWords = validatorOf(Type.Record(Type.String(), RuleWords));
