/**
 * The real Argo CD. It is looked for in the folder that ARGOCD_ASSETS names, and redis-server on
 * PATH:
 *
 *   argocd                        built of github.com/argoproj/argo-cd/v3/cmd@v3.2.3 with the
 * replacements of its go.mod (five minutes)
 *   crds/                         manifests/crds of the same module
 */
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { applyFolder, applyObjects } from '../../cluster/apply.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import { kubectl } from '../../cluster/kubectl.ts';
import { onFreePort } from '../../cluster/ports.ts';
import { startCluster } from '../../cluster/start.ts';
import { until } from '../../errors/until.ts';
import { clusterSecret, furniture, home, manager, managerObjects } from './objects.ts';

export const argocdFiles = ['argocd', 'crds'];

export interface ArgoCD {
  /** The hub. */
  readonly cluster: Cluster;
  /** Tells the hub of a spoke, under its own name. */
  readonly add: (spoke: Cluster) => Promise<void>;
}

/** Starts a hub with Argo CD. @throws TestbedError */
export async function startArgoCD(assets: string): Promise<ArgoCD> {
  const cluster = await startCluster({ name: 'hub' });
  try {
    await applyFolder(cluster, join(assets, 'crds'));
    await until('the kinds of Argo CD are served', async () => {
      const { exitCode } = await kubectl(cluster, ['get', 'appprojects,applications,applicationsets']);
      return exitCode === 0 || undefined;
    });
    await applyObjects(cluster, furniture);
    const redis = await runRedis(cluster);
    const programs = await putPrograms(cluster, assets);
    const repositories = await runRepositoryServer(cluster, programs, redis);
    await cluster.run({
      name: 'argocd-application-controller',
      command: join(programs, 'argocd-application-controller'),
      arguments: [
        ...[`--kubeconfig=${cluster.kubeconfig}`, `--namespace=${home}`, `--redis=${redis}`, '--metrics-port=0'],
        ...[`--repo-server=${repositories}`, '--repo-server-plaintext', '--app-resync=20'],
      ],
      environment: ownPlaces(cluster),
    });
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  const add = async (spoke: Cluster): Promise<void> => {
    await applyObjects(spoke, managerObjects);
    const token = await kubectl(spoke, ['create', 'token', manager.name, '-n', manager.namespace]);
    await applyObjects(cluster, [clusterSecret(spoke, token.stdout.trim())]);
  };
  return { cluster, add };
}

/** One program plays every part, by the name under which it is called. */
async function putPrograms({ folder }: Cluster, assets: string): Promise<string> {
  const programs = join(folder, 'argocd');
  await mkdir(programs);
  for (const part of ['argocd', 'argocd-repo-server', 'argocd-application-controller']) {
    await symlink(join(assets, 'argocd'), join(programs, part));
  }
  return programs;
}

async function runRedis(cluster: Cluster): Promise<string> {
  return onFreePort(async port => {
    const listen = ['--bind', '127.0.0.1', '--port', String(port)];
    await cluster.run({ name: 'redis', command: 'redis-server', arguments: [...listen, '--save', ''] });
    return `127.0.0.1:${port}`;
  });
}

async function runRepositoryServer(cluster: Cluster, programs: string, redis: string): Promise<string> {
  return onFreePort(async port => {
    await cluster.run({
      name: 'argocd-repo-server',
      command: join(programs, 'argocd-repo-server'),
      arguments: [`--redis=${redis}`, '--address=127.0.0.1', `--port=${port}`, '--metrics-port=0', '--disable-tls'],
      environment: { ...ownPlaces(cluster), PATH: `${programs}:${process.env['PATH'] ?? ''}` },
    });
    return `127.0.0.1:${port}`;
  });
}

function ownPlaces({ folder, kubeconfig }: Cluster): Record<string, string> {
  return {
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_TLS_DATA_PATH: join(folder, 'argocd-tls'),
    ARGOCD_SSH_DATA_PATH: join(folder, 'argocd-ssh'),
    HOME: folder,
    TMPDIR: folder,
    KUBECONFIG: kubeconfig,
  };
}
