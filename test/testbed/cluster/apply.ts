import { TestbedError } from '../errors/testbed-error.ts';
import type { Cluster } from './cluster.ts';
import { kubectl } from './kubectl.ts';

/** Creates or changes objects. @throws TestbedError REQUEST_FAILED with what kubectl says */
export async function applyObjects(cluster: Pick<Cluster, 'kubeconfig'>, items: readonly object[]): Promise<void> {
  await applyText(cluster, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
}

/**
 * The same with manifests as they are written.
 * @throws TestbedError REQUEST_FAILED with what kubectl says
 */
export async function applyText(cluster: Pick<Cluster, 'kubeconfig'>, input: string): Promise<void> {
  await run(cluster, ['-f', '-'], input);
}

/**
 * The same with all manifests in a folder, of any size.
 * @throws TestbedError REQUEST_FAILED with what kubectl says
 */
export async function applyFolder(cluster: Pick<Cluster, 'kubeconfig'>, folder: string): Promise<void> {
  await run(cluster, ['--server-side', '--recursive', '-f', folder], '');
}

async function run(cluster: Pick<Cluster, 'kubeconfig'>, words: readonly string[], input: string): Promise<void> {
  const { exitCode, stderr } = await kubectl(cluster, ['apply', ...words], { input });
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl apply: ${stderr}`);
}
