import type { Cluster } from '../testbed/cluster/cluster.ts';
import { TestbedError } from '../testbed/errors/testbed-error.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';

/**
 * Every object of a cluster that can be listed, as `Kind namespace/name`, apart from what nodes say
 * of themselves and from events.
 */
export async function inventory(cluster: Cluster): Promise<string[]> {
  const { stdout: served } = await kubectl(cluster, ['api-resources', '--verbs=list', '-o', 'name']);
  const resources = served.split('\n').filter(name => name !== '' && !/^events\b/.test(name));
  const columns = 'K:.kind,S:.metadata.namespace,N:.metadata.name';
  const { stdout, stderr, exitCode } = await kubectl(cluster, [
    ...['get', resources.join(','), '--all-namespaces', '--ignore-not-found'],
    ...['--no-headers', '-o', `custom-columns=${columns}`],
  ]);
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `kubectl get: ${stderr}`);
  return stdout
    .split('\n')
    .map(line => line.trim().split(/ +/))
    .filter(cells => cells.length === 3 && cells[1] !== 'kube-node-lease')
    .map(([kind = '', namespace = '', name = '']) => `${kind} ${namespace}/${name}`)
    .sort();
}
