import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from '../../../tools/binaries/find.ts';
import { controlPlanes, etcd, type KubernetesVersion, type Tool } from '../../../tools/binaries/tools.ts';
import { supervise, type Supervisor } from '../supervisor/supervise.ts';
import { ask, type ApiAccess } from './api.ts';
import type { Cluster } from './cluster.ts';
import {
  apiserverProcess,
  controllerManagerProcess,
  etcdProcess,
  schedulerProcess,
  type Site,
} from './control-plane.ts';
import { createCredentials } from './credentials.ts';
import { writeState } from './detached.ts';
import { leadingTo } from '../network/lead.ts';
import type { Network } from '../network/network.ts';
import { onFreePort } from './ports.ts';
import { until } from '../errors/until.ts';

export interface ClusterOptions {
  readonly name: string;
  /** Minor version of Kubernetes; the newest one where none is given. */
  readonly version?: KubernetesVersion;
  /**
   * Lets the cluster run on after this process, in a folder of its own inside this one, until
   * stopDetached(folder).
   */
  readonly detached?: { readonly folder: string };
  /**
   * Runs its kube-apiserver in a network of its own, where machines and pods can reach it, and it
   * them.
   */
  readonly network?: Network;
  /** Further flags of its kube-apiserver and its controllers. */
  readonly apiserverArguments?: readonly string[];
  readonly controllerManagerArguments?: readonly string[];
}

/**
 * Starts a control plane on this machine. It is ready when it answers and pods are admitted to its
 * default namespace. Its processes and its folder go with this process, unless it is detached.
 * @throws TestbedError with the last lines of its log when a process ends during the start
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { name, version = '1.37', detached, network } = options;
  const { apiserverArguments = [], controllerManagerArguments = [] } = options;
  const binaries = await binariesOf(version);
  const folder =
    detached === undefined
      ? join(tmpdir(), `kubectl-fleet-${name}-${randomBytes(4).toString('hex')}`)
      : join(detached.folder, name);
  return onFreePort(async port => {
    const supervisor = await supervise(folder, { detached: detached !== undefined });
    const stop: Cluster['stop'] = async ({ keepLogs = process.env['FLEET_KEEP_LOGS'] === '1' } = {}) =>
      supervisor.stop(keepLogs);
    try {
      const server = `https://127.0.0.1:${port}`;
      const credentials = await createCredentials(folder, name, server);
      const { authority, adminCertificate, adminKubeconfig } = credentials;
      const site = { folder, port, binaries, credentials, apiserverArguments, controllerManagerArguments };
      const access = { server, authority, adminCertificate };
      const restart = await startControlPlane(supervisor, network === undefined ? site : { ...site, network }, access);
      if (detached !== undefined) {
        await writeState(folder, supervisor.pid);
        await supervisor.detach();
      }
      const { run, checkAlive } = supervisor;
      return {
        name,
        version,
        server,
        kubeconfig: adminKubeconfig,
        folder,
        authority,
        adminCertificate,
        run,
        checkAlive,
        restart,
        stop,
      };
    } catch (error) {
      await stop();
      throw error;
    }
  });
}

/**
 * The tools that a cluster of this version runs, to have them all found before the first cluster
 * starts.
 */
export function toolsOf(version: KubernetesVersion): Tool[] {
  const { apiserver, controllerManager, scheduler } = controlPlanes[version];
  return [etcd, apiserver, controllerManager, scheduler];
}

async function binariesOf(version: KubernetesVersion): Promise<Site['binaries']> {
  const [etcdFile = '', apiserver = '', controllerManager = '', scheduler = ''] = await findBinaries(toolsOf(version));
  return { etcd: etcdFile, apiserver, controllerManager, scheduler };
}

/** Returns the function that restarts its kube-apiserver. */
async function startControlPlane(supervisor: Supervisor, site: Site, access: ApiAccess): Promise<Cluster['restart']> {
  const answers = async (path: string): Promise<true | undefined> => {
    await supervisor.checkAlive();
    // A server that does not listen yet refuses the connection.
    const { status } = await ask(access, path).catch(() => ({ status: 0 }));
    return status === 200 || undefined;
  };
  for (const forward of site.network === undefined ? [] : leadingTo(site.network, site.port))
    await supervisor.run(forward);
  await supervisor.run(etcdProcess(site));
  let apiserver = await supervisor.run(apiserverProcess(site));
  // Earlier the controllers would be refused, because the roles that allow them to work are not
  // there, and then wait for seconds.
  await until('the kube-apiserver is ready', () => answers('/readyz'));
  await supervisor.run(controllerManagerProcess(site));
  await supervisor.run(schedulerProcess(site));
  await until('the default service account exists', () =>
    answers('/api/v1/namespaces/default/serviceaccounts/default'),
  );
  return async (meanwhile = () => Promise.resolve()) => {
    await apiserver.end();
    await meanwhile();
    apiserver = await supervisor.run(apiserverProcess(site));
    await until('the kube-apiserver is ready', () => answers('/readyz'));
  };
}
