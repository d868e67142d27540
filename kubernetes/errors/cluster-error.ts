/** Why one cluster gave no answer, or not the whole one. The message is what the user reads after the cluster's name. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly code: ClusterErrorCode;
  /** The HTTP status of an answer that was a refusal. */
  readonly status: number | undefined;

  constructor(code: ClusterErrorCode, message: string, options?: ErrorOptions & { status?: number }) {
    // Servers and plugins write messages of many lines; a cluster has one.
    super(message.replace(/\s+/g, ' ').trim(), options);
    this.code = code;
    this.status = options?.status;
  }
}

/** True for the server's answer about one request alone, e.g. forbidden; 401 says that it does not know who asks at all. */
export function isRefusal(error: unknown): error is ClusterError {
  return error instanceof ClusterError && error.status !== undefined && error.status !== 401;
}

export type ClusterErrorCode =
  | 'CONTEXT_BROKEN'
  | 'CREDENTIALS_UNUSABLE'
  | 'PLUGIN_FAILED'
  | 'INTERRUPTED'
  | 'NO_ANSWER'
  | 'UNREACHABLE'
  | 'CERTIFICATE_REFUSED'
  | 'NOT_KUBERNETES'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'GONE'
  | 'REFUSED'
  | 'UNJUDGED';
