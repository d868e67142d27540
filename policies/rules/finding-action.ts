/** Actions of a finding, the gravest first. */
export const findingActions = ['deny', 'warn', 'audit'] as const;
export type FindingAction = (typeof findingActions)[number];
