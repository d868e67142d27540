import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { missingProgram } from '../../tools/binaries/missing-program.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { until } from '../testbed/errors/until.ts';
import { startVirtualNode } from '../testbed/nodes/virtual-node.ts';
import { argocdFiles, startArgoCD, type ArgoCD } from '../testbed/systems/argocd/argocd.ts';
import { application, home } from '../testbed/systems/argocd/objects.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { assetsIn } from '../testbed/systems/assets.ts';
import { guard } from '../testbed/webhook/guard.ts';
import { settled } from './settled.ts';
import { burst, database, namespace, web } from './workloads.ts';

const assets = await assetsIn('ARGOCD_ASSETS', argocdFiles);

const obstacle =
  'missing' in assets ? assets.missing : await missingProgram({ 'redis-server': 'redis-server', git: 'git' });

describeUnless(obstacle, 'a guarded spoke of the real Argo CD', () => {
  let argocd: ArgoCD;
  let spoke: Cluster;
  let repository: string;
  beforeAll(async () => {
    const starting = [startArgoCD('folder' in assets ? assets.folder : ''), startCluster({ name: 'eu-1' })] as const;
    [argocd, spoke] = await Promise.all(starting);
    await startVirtualNode(spoke, { name: 'burst' });
    await guard(spoke, { fleet: 'acme', owner: 'payments' });
    await argocd.add(spoke);
    repository = join(argocd.cluster.folder, 'repository');
    await git('init', '--quiet', repository);
    await git('-C', repository, 'commit', '--quiet', '--allow-empty', '--message', 'nothing yet');
    await applyObjects(argocd.cluster, [application('shop', repository, spoke, namespace)]);
  });
  afterAll(async () => {
    await Promise.all([argocd.cluster.stop(), spoke.stop()]);
  });

  const git = async (...words: string[]): Promise<void> => {
    const author = ['-c', 'user.name=ann', '-c', 'user.email=ann@example.com'];
    expect(await runProgram('git', [...author, ...words])).toMatchObject({ exitCode: 0 });
  };
  /** Puts another version of everything into git. */
  const commit = async (version: string): Promise<void> => {
    const items = [web, database, burst].map(object => JSON.stringify(object).replaceAll('1.0.0', version));
    await writeFile(join(repository, 'shop.yaml'), items.join('\n---\n'));
    await git('-C', repository, 'add', '.');
    await git('-C', repository, 'commit', '--quiet', '--message', version);
  };
  const ours = {
    'kubectl-fleet.io/cluster': 'eu-1',
    'kubectl-fleet.io/fleet': 'acme',
    'kubectl-fleet.io/managed-by': 'argocd',
    'kubectl-fleet.io/owned-by': 'payments',
  };
  const workloads = ['deployment/web', 'deployment/burst', 'statefulset/db'];
  /** What Argo CD says of the application when it has looked once more. */
  const look = async (): Promise<string> => {
    const app = ['app', 'shop', '-n', home];
    await kubectl(argocd.cluster, ['annotate', ...app, 'argocd.argoproj.io/refresh=normal', '--overwrite']);
    return until('Argo CD has looked at the application', async () => {
      const paths = ['metadata.annotations', 'status.sync.status', 'status.operationState.message'];
      const template = paths.map(path => `{.${path}}`).join('|');
      const { stdout } = await kubectl(argocd.cluster, ['get', ...app, '-o', `jsonpath=${template}`]);
      return stdout.includes('argocd.argoproj.io/refresh') ? undefined : stdout.replace(/^.*?\|/, '');
    });
  };

  test.each(['1.0.0', '1.0.1'])(
    'gets a StatefulSet and Deployments of version %s, annotates them and stays in sync',
    async version => {
      await commit(version);
      await look();
      const stored = await Promise.all(
        workloads.map(name => settled(spoke, [name, '-n', namespace], text => text.includes(`:${version}"`))),
      );
      for (const { metadata } of stored) expect(metadata.annotations).toMatchObject(ours);
      expect(await look()).toBe('Synced|successfully synced (all tasks run)');
    },
  );
});
