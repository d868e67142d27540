/** Why rules could not be built or tested; all of them are for the person who wrote the rules. */
export type PolicyErrorCode =
  | 'OPA_MISSING'
  | 'SOURCES_MISSING'
  | 'RULES_MISSING'
  | 'RULE_INVALID'
  | 'COMPILATION_FAILED'
  | 'BUILTIN_MISSING'
  | 'SAMPLE_INVALID';

/** Thrown while rules are built or tested; `code` says what kind of failure, the message names the rule or file and what to do. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code: PolicyErrorCode;

  constructor(code: PolicyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
