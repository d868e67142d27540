import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { readKubeconfigFile } from '../../kubernetes/kubeconfig/file.ts';
import type { ClusterEntry, UserEntry } from '../../kubernetes/kubeconfig/schema.ts';

/** A context of a kubeconfig, with a cluster and a user of its own. */
interface Context {
  cluster: object;
  user: object;
  namespace?: string;
}

/** How a cluster of the fleet is reached, as its kubeconfig says it. */
export async function accessTo(file: string): Promise<{ cluster: ClusterEntry & { server: string }; user: UserEntry }> {
  const { clusters, users } = (await readKubeconfigFile(file)) ?? {};
  const [cluster, user] = [clusters?.[0]?.entry, users?.[0]?.entry];
  if (cluster instanceof Error) throw cluster;
  if (user instanceof Error) throw user;
  return { cluster: { server: '', ...cluster }, user: user ?? {} };
}

/**
 * A kubeconfig with a context of each name, the first the current one, in a file that goes with the
 * test.
 */
export async function writeKubeconfig(contexts: Readonly<Record<string, Context>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const entries = Object.entries(contexts);
  const file = join(folder, 'config');
  const text = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': entries[0]?.[0],
    contexts: entries.map(([name, { namespace }]) => ({ name, context: { cluster: name, user: name, namespace } })),
    clusters: entries.map(([name, { cluster }]) => ({ name, cluster })),
    users: entries.map(([name, { user }]) => ({ name, user })),
  });
  await writeFile(file, text);
  return file;
}
