/** Failures of the test bed itself, apart from the findings of a test. */
export type TestbedErrorCode = 'FOLDER_TAKEN' | 'PROCESS_DIED' | 'SUPERVISOR_DIED' | 'NOT_READY' | 'REQUEST_FAILED';

/** Thrown by the test bed only; the message is made to be read as it is. */
export class TestbedError extends Error {
  override readonly name = 'TestbedError';
  readonly code: TestbedErrorCode;

  constructor(code: TestbedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
