import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { podServer, serviceAccountFolder } from '../kubeconfig/pod-server.ts';
import type { ApiServer } from './api-server.ts';

/**
 * Returns the API server of the pod's cluster with the pod's service account; undefined outside of
 * pods. Kubernetes describes both under "Accessing the Kubernetes API from a Pod".
 * @param folder where the kubelet writes the CA and the token, which it replaces before the token
 * expires
 */
export function serviceAccount(
  environment: Readonly<Partial<Record<string, string>>>,
  folder = serviceAccountFolder,
): ApiServer | undefined {
  const url = podServer(environment);
  if (url === undefined) return undefined;
  return {
    url,
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
