import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ExemptionStates } from '../../policies/settings/exemption.ts';
import type { RuleMetadata } from '../../policies/rules/rule-metadata.ts';
import type { ClusterFacts } from '../../policies/facts/cluster-facts.ts';
import type { Decision } from '../../policies/review/decision.ts';
import type { Mutation } from '../../policies/review/mutation.ts';
import type { ReviewInput } from '../../policies/review/review-input.ts';
import type { ReviewedKind } from '../../policies/review/reviewed-kind.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import type { Client } from '../../kubernetes/client/client.ts';
import type { RecordEvent } from '../../kubernetes/events/events.ts';
import type { Deadline } from '../flow-control/deadline.ts';
import type { AuditMetrics } from '../metrics/audit.ts';
import type { AuditSettings } from './options.ts';

/** Cached state of the cluster. */
export interface AuditCluster {
  exemptions: () => KubernetesObject[];
  facts: () => ClusterFacts;
  /** Returns a Namespace; null if there is none with the name. */
  namespace: (name: string) => KubernetesObject | null;
  /** Returns true if the cluster serves the API group. */
  serves: (group: string) => boolean;
}

/** Part of a review input that is the same for all objects of a cluster. */
export interface ReviewContext {
  exemptions?: KubernetesObject[];
  cluster: ClusterFacts;
  settings: Settings;
  /** RFC 3339 */
  now: string;
}

/** Part of the engine that a scan calls. */
export interface AuditEngine {
  /** Returns the kinds that rules speak of. */
  reviewedKinds: () => ReviewedKind[];
  mutate: (input: ReviewInput) => Mutation;
  exemptionStates: (about: ExemptionContext) => ExemptionStates;
  /** Returns the metadata of each rule, by rule id. */
  ruleMetadata: () => Record<string, RuleMetadata>;
}

/** Input from which the engine computes the state of each exemption. */
export interface ExemptionContext {
  exemptions?: KubernetesObject[];
  settings: Settings;
  /** RFC 3339 */
  now: string;
}

/** Rules and settings in force. */
export interface AuditPolicy {
  engine: AuditEngine;
  settings: Settings;
  /** Digest of the rules. */
  digest: string;
}

/** Decides a review on the thread that suits its rules. */
export interface AuditEvaluator {
  /** @throws EngineError; WebhookError OVERLOADED, TOO_LATE */
  decide: (input: ReviewInput, deadline: Deadline) => Decision | Promise<Decision>;
}

/** Dependencies that the controller hands on unchanged. */
interface SharedDependencies {
  client: Client;
  cluster: AuditCluster;
  /** Returns the reasons why no review can be decided yet. */
  missing: () => string[];
  metrics: AuditMetrics;
  now: () => Date;
}

/** Dependencies of the controller. */
export interface ControllerDependencies extends SharedDependencies {
  policy: () => AuditPolicy & { evaluator: AuditEvaluator };
  recordEvent: RecordEvent;
  /** Holder identity of the Lease. */
  identity: string;
}

/** Dependencies of a scan pass. */
export interface AuditDependencies extends SharedDependencies {
  policy: () => AuditPolicy;
  /** Decides a review, however long it waits for its turn. @throws EngineError */
  decide: (input: ReviewInput) => Decision | Promise<Decision>;
  settings: AuditSettings;
  /** Namespace of the Lease. */
  namespace: string;
  /** Absent if the settings ask for no Events. */
  recordEvent?: RecordEvent;
  onProblem: (problem: string) => void;
}
