import type { Connection } from '../kubeconfig/cluster.ts';
import { ClusterError } from '../errors/cluster-error.ts';

const credentials = ['token', 'tokenFile', 'username', 'client-certificate', 'client-certificate-data'] as const;

/**
 * Returns the failure of a cluster of http, with a note about the credentials that it did not get.
 * Returns the failure unchanged when the cluster did not answer at all or has no credentials.
 */
export function withWithheld(failure: ClusterError, { server, user }: Connection): ClusterError {
  const isAnswer = failure.status !== undefined || failure.reason === 'InvalidAnswer';
  const hasCredentials =
    user.exec !== undefined ||
    user['auth-provider'] !== undefined ||
    credentials.some(field => (user[field] ?? '') !== '');
  if (server.protocol !== 'http:' || !isAnswer || !hasCredentials) return failure;
  const options = failure.status === undefined ? {} : { status: failure.status };
  return new ClusterError(failure.reason, `${failure.message}; no credentials are sent over http; use https`, {
    cause: failure,
    ...options,
  });
}
