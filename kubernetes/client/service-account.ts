import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { podServer, serviceAccountFolder } from '../kubeconfig/pod-server.ts';
import type { ApiServer } from './api-server.ts';

/**
 * The cluster of the pod, asked as its service account, or undefined outside of pods. Kubernetes
 * describes both under "Accessing the Kubernetes API from a Pod".
 * @param folder where the kubelet puts the token, which it replaces before it ends, and the CA
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
