/** Reasons for which the engine gives no answer. No answer is neither an allow nor a deny. */
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

/** Error of the engine. `code` is the kind of failure, the message the observation. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;
  /** Missing functions of BUILTIN_MISSING; [] for other codes. */
  readonly names: readonly string[];

  constructor(code: EngineErrorCode, message: string, options: ErrorOptions & { names?: readonly string[] } = {}) {
    super(message, options);
    this.code = code;
    this.names = options.names ?? [];
  }
}
