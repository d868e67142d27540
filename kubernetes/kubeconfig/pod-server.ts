import { isIPv6 } from 'node:net';

/** The folder in which the kubelet writes the token and the CA of a pod's service account. */
export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Returns the address of the API server for the pod in which this process runs; undefined outside
 * of pods.
 */
export function podServer(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '' } = env;
  if (host === '' || port === '') return undefined;
  return `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
