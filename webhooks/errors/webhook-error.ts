/** What can go wrong in the webhook itself; the engine has its own codes. */
export type WebhookErrorCode =
  | 'CONFIG_UNREADABLE'
  | 'CONFIG_INVALID'
  | 'CERTIFICATE_INVALID'
  | 'CALLERS_INVALID'
  | 'CALLER_UNKNOWN'
  | 'CALLER_REFUSED'
  | 'SCOPE_EXCEEDED'
  | 'BUNDLE_REFUSED'
  | 'CLUSTER_REFUSED'
  | 'OBJECT_MISSING'
  | 'OBJECT_FORBIDDEN'
  | 'OBJECT_CHANGED'
  | 'LIST_EXPIRED'
  | 'REVIEW_INVALID'
  | 'NOT_READY'
  | 'OVERLOADED'
  | 'TOO_LATE';

/** Thrown by the webhook; `code` says what kind of failure, the message says what was seen and is fit for a user. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What a thrown value says of itself, and of what caused it where it says nothing of that. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const said = thrown.message || ('code' in thrown ? String(thrown.code) : thrown.name);
  const cause = thrown.cause instanceof Error ? reasonOf(thrown.cause) : '';
  return said.includes(cause) ? said : `${said}: ${cause}`;
}
