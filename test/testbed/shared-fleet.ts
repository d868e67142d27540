import type { TestProject } from 'vitest/node';
import type { Cluster } from './cluster/cluster.ts';
import { startFleet } from './fleet.ts';

type SharedCluster = Pick<Cluster, 'name' | 'server' | 'kubeconfig'>;

/**
 * Value of inject('fleet') in a test: the clusters that all test files share. A test works in
 * namespaces of its own.
 */
interface SharedFleet {
  /** Path of a kubeconfig with the contexts hub, eu-1 and us-1. */
  readonly kubeconfig: string;
  readonly hub: SharedCluster;
  readonly eu1: SharedCluster;
  readonly us1: SharedCluster;
}

declare module 'vitest' {
  interface ProvidedContext {
    fleet: SharedFleet;
  }
}

/**
 * Starts the fleet before the first test file that needs it, and stops it after the last one; keeps
 * its logs when a test failed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const fleet = await startFleet();
  const { kubeconfig, hub, eu1, us1 } = fleet;
  project.provide('fleet', { kubeconfig, hub: shared(hub), eu1: shared(eu1), us1: shared(us1) });
  return async () => {
    const files = project.vitest.state.getFiles().filter(({ projectName }) => projectName === project.name);
    const failed = files.some(({ result }) => result?.state === 'fail');
    await fleet.stop(failed ? { keepLogs: true } : {});
  };
}

/** Part of a cluster that another process can get. */
function shared({ name, server, kubeconfig }: Cluster): SharedCluster {
  return { name, server, kubeconfig };
}
