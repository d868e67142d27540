import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { AdmissionPolicies, MatchCondition } from '../admission/admission-policies.ts';
import type { Read } from '../facts/reads.ts';
import type { Sources } from '../gitops/sources.ts';
import type { ReviewInput } from '../review/review-input.ts';
import type { ReviewedKind } from '../review/reviewed-kind.ts';
import { ruleId } from '../rules/rule-id.ts';
import type { RuleMetadata } from '../rules/rule-metadata.ts';
import type { ExemptionStates } from '../settings/exemption.ts';
import * as answers from './answers.ts';
import { startEvaluator, type MemoryPages } from './evaluator.ts';
import { checkRuleMetadata, ownRulesOf } from './own-rules.ts';
import { healthReader, type HealthReader } from './read-health.ts';
import { readPolicy, type PolicyFiles, type PolicyPlace } from './policy-files.ts';
import { clusterReader, type ClusterReader } from './read-facts.ts';
import { reviewer, type Reviewer } from './review.ts';

/**
 * The one door to policy.wasm. Every method throws EngineError when the policy gives no answer;
 * no answer is never an allow.
 */
export interface Engine extends Reviewer, ClusterReader, HealthReader {
  /** Returns the ids of all rules, as settings name them. */
  rules(): string[];
  /** Returns the ids of the user's own rules. */
  ownRules(): string[];
  /** Returns the metadata of each rule by its id. */
  ruleMetadata(about?: Pick<ReviewInput, 'settings'>): Record<string, RuleMetadata>;
  /** Returns the samples of each rule, one for each verdict; {} if the policy has none. */
  samples(): PolicyFiles['samples'];
  /** Returns the state of each well-formed exemption. */
  exemptionStates(about: Pick<ReviewInput, 'exemptions' | 'settings' | 'now'>): ExemptionStates;
  /** Returns the lists to read from a cluster for its facts. */
  reads(): Read[];
  /** Returns the kinds of objects that rules review. */
  reviewedKinds(): ReviewedKind[];
  /** Returns the rules that the API server of a cluster can evaluate by itself. */
  admissionPolicies(about: Pick<ReviewInput, 'cluster' | 'settings'>): AdmissionPolicies;
  /** Returns the conditions on which an API server asks the webhook. */
  matchConditions(): MatchCondition[];
  /** Returns sentences about what the rules cannot know of a cluster. */
  notes(about: Pick<ReviewInput, 'cluster'>): string[];
  /**
   * Returns the APIs that a Kubernetes of the cluster's version serves by default, as helm names
   * them; without a version, those of the newest Kubernetes that is known.
   */
  servedApis(about: Pick<ReviewInput, 'cluster'>): string[];
  /** Returns what an object says about the sources that GitOps deploys. */
  sources(object: KubernetesObject): Sources;
  /**
   * Returns the bytes of the policy's own memory, which grows with the largest object and never
   * shrinks.
   */
  memory(): number;
}

/**
 * Reads and opens a policy. The returned engine evaluates synchronously.
 * @throws EngineError POLICY_MISSING, POLICY_INVALID, BUILTIN_MISSING, RULE_INVALID
 */
export async function loadEngine(from: PolicyPlace): Promise<Engine> {
  return openEngine(await readPolicy(from));
}

/**
 * Opens a policy that was read before.
 * @throws EngineError POLICY_INVALID, BUILTIN_MISSING, RULE_INVALID
 */
export function openEngine(files: PolicyFiles, pages?: MemoryPages): Engine {
  const evaluator = startEvaluator(files, pages);
  const { ask, memory } = evaluator;
  const own = ownRulesOf(files.data);
  if (own.length > 0) {
    checkRuleMetadata(own, ask('fleet/main/words', answers.isRecord, {}), files.origin);
  }
  return {
    ...reviewer(evaluator, own),
    ...clusterReader(evaluator),
    ...healthReader(evaluator),
    rules: () => ask('fleet/main/rules', answers.areTexts, {}),
    ownRules: () => own.map(ruleId),
    ruleMetadata: (about = { settings: {} }) => {
      const byPackage = ask('fleet/main/words', answers.isMetadataByPackage, about);
      return Object.fromEntries(Object.entries(byPackage).map(([name, metadata]) => [ruleId(name), metadata]));
    },
    samples: () => files.samples,
    exemptionStates: about => ask('fleet/main/exemption_status', answers.areExemptionStates, about),
    reads: () => ask('fleet/main/reads', answers.areReads, {}),
    reviewedKinds: () => ask('fleet/main/judged_kinds', answers.areReviewedKinds, {}),
    admissionPolicies: about => ask('fleet/main/admission_policies', answers.areAdmissionPolicies, about),
    matchConditions: () => ask('fleet/main/match_conditions', answers.areMatchConditions, {}),
    notes: about => ask('fleet/main/notes', answers.areTexts, about),
    servedApis: about => ask('fleet/main/served_apis', answers.areTexts, about),
    sources: object => ask('fleet/main/sources', answers.isSources, { object }),
    memory,
  };
}
