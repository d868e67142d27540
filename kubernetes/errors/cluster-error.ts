import type { StatusReason } from './status-reason.ts';

/** Reasons of this client, in addition to those of API servers. */
export type ClientReason =
  | 'ContextInvalid'
  | 'CredentialsInvalid'
  | 'PluginFailed'
  | 'Interrupted'
  | 'Unreachable'
  | 'CertificateRefused'
  /** The answer is not from a Kubernetes API server, or is of another kind than requested. */
  | 'InvalidAnswer';

export type ClusterErrorReason = StatusReason | ClientReason;

/**
 * The failure of a request to a cluster. The message is for a person, who reads it after the name
 * of the cluster or the task.
 */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly reason: ClusterErrorReason;
  /** The HTTP status of the answer; undefined without an answer. */
  readonly status: number | undefined;

  constructor(reason: ClusterErrorReason, message: string, options?: ErrorOptions & { status?: number }) {
    // Servers and plugins write messages of several lines. The output has one line for each
    // cluster.
    super(message.replace(/\s+/g, ' ').trim(), options);
    this.reason = reason;
    this.status = options?.status;
  }
}

/** True for an error of a cluster with one of these reasons. */
export function hasReason(error: unknown, ...reasons: readonly ClusterErrorReason[]): error is ClusterError {
  return error instanceof ClusterError && reasons.includes(error.reason);
}

/** True when the server no longer has the requested resource version or page. */
export function isExpired(error: unknown): error is ClusterError {
  return hasReason(error, 'Expired', 'Gone');
}

/**
 * True for a refusal of one request only, e.g. Forbidden. A 401 is different: the server does not
 * know the client at all.
 */
export function isRefusal(error: unknown): error is ClusterError {
  return error instanceof ClusterError && error.status !== undefined && error.status !== 401;
}
