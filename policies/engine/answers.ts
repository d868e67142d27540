import { Type } from 'typebox';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { AdmissionPolicies, MatchCondition } from '../admission/admission-policies.ts';
import { ClusterFacts } from '../facts/cluster-facts.ts';
import { WorkloadFacts } from '../facts/cluster-objects.ts';
import { Read } from '../facts/reads.ts';
import { Sources } from '../gitops/sources.ts';
import { Decision } from '../review/decision.ts';
import { Mutation } from '../review/mutation.ts';
import { StoredValues } from '../review/redaction.ts';
import { ReviewedKind } from '../review/reviewed-kind.ts';
import { RuleMetadata } from '../rules/rule-metadata.ts';
import { ExemptionStates } from '../settings/exemption.ts';

// One validator for each shape in which the policy answers.
export const isDecision = validatorOf(Decision);
export const isMutation = validatorOf(Mutation);
export const isRecord = validatorOf(Type.Record(Type.String(), Type.Unknown()));
export const areTexts = validatorOf(Type.Array(Type.String()));
export const areExemptionStates = validatorOf(ExemptionStates);
export const areReads = validatorOf(Type.Array(Read));
export const areReviewedKinds = validatorOf(Type.Array(ReviewedKind));
export const areAdmissionPolicies = validatorOf(AdmissionPolicies);
export const areMatchConditions = validatorOf(Type.Array(MatchCondition));
export const isClusterFacts = validatorOf(ClusterFacts);
export const isWorkloadFacts = validatorOf(WorkloadFacts);
export const isStoredValues = validatorOf(StoredValues);
export const isSources = validatorOf(Sources);
export const isMetadataByPackage = validatorOf(Type.Record(Type.String(), RuleMetadata));
