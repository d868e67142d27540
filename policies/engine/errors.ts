/** Why the engine could not decide: a third thing beside allow and deny. */
export type EngineErrorCode =
  | 'POLICY_MISSING'
  | 'POLICY_INVALID'
  | 'BUILTIN_MISSING'
  | 'RULE_INVALID'
  | 'EVALUATION_FAILED'
  | 'INPUT_UNREAD'
  | 'RESULT_INVALID'
  | 'RULE_FAILED'
  | 'OUT_OF_TIME';

/** Thrown by the engine only; `code` says what kind of failure, the message says what was seen. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;
  /** What a program may want to look for: of BUILTIN_MISSING the functions. */
  readonly names: readonly string[];

  constructor(code: EngineErrorCode, message: string, options: ErrorOptions & { names?: readonly string[] } = {}) {
    super(message, options);
    this.code = code;
    this.names = options.names ?? [];
  }
}
