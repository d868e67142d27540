import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { ApiServer } from './client.ts';

/**
 * The cluster of the pod, asked as its service account, or undefined outside of pods. Kubernetes describes both under "Accessing the Kubernetes API
 * from a Pod".
 * @param folder where the kubelet puts the token, which it replaces before it ends, and the CA
 */
export function serviceAccount(
  environment: Readonly<Partial<Record<string, string>>>,
  folder = '/var/run/secrets/kubernetes.io/serviceaccount',
): ApiServer | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  if (host === undefined || port === undefined) return undefined;
  return {
    url: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    authenticate: async request => {
      const [token, authority] = await Promise.all([
        readFile(join(folder, 'token'), 'utf8'),
        readFile(join(folder, 'ca.crt')),
      ]);
      request.ca = authority;
      request.headers.authorization = `Bearer ${token.trim()}`;
    },
  };
}
