import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere } from '../files/is-there.ts';
import { podServer, serviceAccountFolder } from './pod-server.ts';
import type { KubeconfigEntries } from './file.ts';

/**
 * Returns the cluster of the pod in which this process runs, with the pod's service account, as a
 * kubeconfig file of one context; undefined outside of pods. kubectl uses it when there is no
 * kubeconfig (k8s.io/client-go/rest/config.go, InClusterConfig).
 */
export async function inCluster(
  env: Readonly<Record<string, string | undefined>>,
  folder = serviceAccountFolder,
): Promise<KubeconfigEntries | undefined> {
  const server = podServer(env);
  const tokenFile = join(folder, 'token');
  const authority = join(folder, 'ca.crt');
  if (server === undefined || !(await isThere(tokenFile))) return undefined;
  const namespace = env['POD_NAMESPACE'] ?? (await readFile(join(folder, 'namespace'), 'utf8').catch(() => '')).trim();
  const name = 'in-cluster';
  const cluster = (await isThere(authority)) ? { server, 'certificate-authority': authority } : { server };
  return {
    clusters: [{ name, entry: cluster }],
    users: [{ name, entry: { tokenFile } }],
    contexts: [{ name, entry: { cluster: name, user: name, namespace } }],
    hasMore: false,
  };
}
