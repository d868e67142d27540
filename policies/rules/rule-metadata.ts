import { Type, type Static } from 'typebox';
import { findingActions } from './finding-action.ts';

/** Severities of a rule, the gravest first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;

/** What the metadata at the head of a rule says; it is the only place where the rule's words stand. */
export const RuleMetadata = Type.Object({
  title: Type.String(),
  description: Type.String(),
  /** The first is the address of the rule's page, which counts more than the one that the settings give to all rules. */
  related_resources: Type.Optional(Type.Array(Type.Object({ ref: Type.String() }))),
  /** Address of the rule's page, as its findings have it. */
  doc: Type.Optional(Type.String()),
  custom: Type.Object({
    action: Type.Enum(findingActions),
    severity: Type.Enum(severities),
    antipattern: Type.String(),
    why: Type.String(),
    fix: Type.String(),
    /** What the rule has to see to speak; more than these it never needs. */
    needs: Type.Array(
      Type.Enum([
        'object',
        'old object',
        'user',
        'namespace',
        'owners',
        'nodes',
        'claims',
        'workloads',
        'budgets',
        'version',
        'roles',
        'clusters',
        'owner',
      ]),
      { minItems: 1 },
    ),
    /** Names of the checks that the rule makes of one object; fleet.review.history compares findings by them. */
    checks: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** Why the API server cannot judge by itself what it is shown all the same. */
    no_admission_policy: Type.Optional(Type.String()),
    /** Known misses: what a reader may expect the rule to see and it does not. */
    misses: Type.Array(Type.String()),
  }),
});
export type RuleMetadata = Static<typeof RuleMetadata>;
