/** Reasons for which rules cannot be built or tested; all are for the author of the rules. */
export type PolicyErrorCode =
  | 'OPA_MISSING'
  | 'SOURCES_MISSING'
  | 'RULES_MISSING'
  | 'RULE_INVALID'
  | 'COMPILATION_FAILED'
  | 'BUILTIN_MISSING'
  | 'SAMPLE_INVALID';

/**
 * Error of building or testing rules. `code` is the kind of failure; the message names the rule or
 * file and the remedy.
 */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code: PolicyErrorCode;

  constructor(code: PolicyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
