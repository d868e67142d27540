import { Type, type Static } from 'typebox';
import { findingActions } from './finding-action.ts';

/** Severities of a rule, the gravest first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;

/** Metadata at the head of a rule, the only place of its texts. */
export const RuleMetadata = Type.Object({
  title: Type.String(),
  description: Type.String(),
  /**
   * The first entry is the address of the rule's page. It takes precedence over the address that
   * the settings give to all rules.
   */
  related_resources: Type.Optional(Type.Array(Type.Object({ ref: Type.String() }))),
  /** Address of the rule's page, as in its findings. */
  doc: Type.Optional(Type.String()),
  custom: Type.Object({
    action: Type.Enum(findingActions),
    severity: Type.Enum(severities),
    antipattern: Type.String(),
    why: Type.String(),
    fix: Type.String(),
    /** All parts of the input that the rule needs for a finding. */
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
    /**
     * Names of the checks that the rule makes of one object; fleet.review.history compares by them.
     */
    checks: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** Reason for which an API server cannot evaluate the rule by itself. */
    no_admission_policy: Type.Optional(Type.String()),
    /** Known misses: cases that a reader may expect the rule to find and it does not. */
    misses: Type.Array(Type.String()),
  }),
});
export type RuleMetadata = Static<typeof RuleMetadata>;
