/** Codes of the errors of the webhook. The engine has its own codes. */
export type WebhookErrorCode =
  | 'CONFIG_UNREADABLE'
  | 'CONFIG_INVALID'
  | 'CERTIFICATE_INVALID'
  | 'CALLERS_INVALID'
  | 'CALLER_UNKNOWN'
  | 'CALLER_REFUSED'
  | 'SCOPE_EXCEEDED'
  | 'BUNDLE_REFUSED'
  | 'REVIEW_INVALID'
  | 'NOT_READY'
  | 'OVERLOADED'
  | 'TOO_LATE';

/** Error of the webhook. `code` is the kind of failure; the message is safe to show to a user. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
