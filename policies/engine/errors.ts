/** Why the engine could not decide: a third thing beside allow and deny. */
export type EngineErrorCode =
  'POLICY_MISSING' | 'POLICY_INVALID' | 'BUILTIN_MISSING' | 'EVALUATION_FAILED' | 'RESULT_INVALID';

/** Thrown by the engine only; `code` says what kind of failure, the message says what was seen. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
