import type { StatusReason } from './status-reason.ts';

/** Reasons of this client, beside those of API servers. */
export type ClientReason =
  | 'ContextInvalid'
  | 'CredentialsInvalid'
  | 'PluginFailed'
  | 'Interrupted'
  | 'Unreachable'
  | 'CertificateRefused'
  /** The answer is not one of a Kubernetes API server, or not of the kind that was asked for. */
  | 'InvalidAnswer';

export type ClusterErrorReason = StatusReason | ClientReason;

/**
 * The failure of a request to a cluster. The message is written for a person, who reads it behind
 * the name of the cluster or of the task.
 */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly reason: ClusterErrorReason;
  /** The HTTP status of the answer; undefined where no answer came. */
  readonly status: number | undefined;

  constructor(reason: ClusterErrorReason, message: string, options?: ErrorOptions & { status?: number }) {
    // Servers and plugins write messages of many lines; a cluster has one.
    super(message.replace(/\s+/g, ' ').trim(), options);
    this.reason = reason;
    this.status = options?.status;
  }
}

/** True for an error of a cluster that has one of the reasons. */
export function hasReason(error: unknown, ...reasons: readonly ClusterErrorReason[]): error is ClusterError {
  return error instanceof ClusterError && reasons.includes(error.reason);
}

/** True where the server has forgotten the resource version or the next page that was asked for. */
export function isExpired(error: unknown): error is ClusterError {
  return hasReason(error, 'Expired', 'Gone');
}

/**
 * True for the server's answer about one request alone, e.g. Forbidden; 401 says that it does not
 * know who asks at all.
 */
export function isRefusal(error: unknown): error is ClusterError {
  return error instanceof ClusterError && error.status !== undefined && error.status !== 401;
}
