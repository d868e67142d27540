/** Says why a binary cannot be had; the message is made to be read as it is. */
export class BinaryError extends Error {
  override readonly name = 'BinaryError';
  readonly code: 'GO_MISSING' | 'GO_TOO_OLD' | 'BUILD_FAILED';

  constructor(code: BinaryError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
