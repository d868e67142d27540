import { write } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { service } from './replica.ts';

const slices = `/apis/discovery.k8s.io/v1/namespaces/${service.namespace}/endpointslices`;

/**
 * The addresses of the Service, as the controller of EndpointSlices writes them, whose part this
 * plays.
 */
export interface Endpoints {
  readonly ready: (address: string) => Promise<void>;
  /** Its process is about to end and still serves. */
  readonly terminating: (address: string) => Promise<void>;
  readonly gone: (address: string) => Promise<void>;
}

/** Makes the Service and its EndpointSlice. */
export async function createEndpoints(cluster: Cluster): Promise<Endpoints> {
  const states = new Map<string, 'ready' | 'terminating'>();
  const endpoints = (): object[] =>
    [...states].map(([address, state]) => ({
      addresses: [address],
      conditions: { ready: state === 'ready', serving: true, terminating: state === 'terminating' },
    }));
  const { name, namespace, port } = service;
  await write(cluster, 'POST', `/api/v1/namespaces/${namespace}/services`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ name: 'https', port: 443, targetPort: port }] },
  });
  await write(cluster, 'POST', slices, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    ports: [{ name: 'https', port }],
    endpoints: [],
  });
  let last = Promise.resolve();
  /**
   * The later of two requests may arrive first, and an address that is gone would be back.
   */
  const publish = (): Promise<void> => {
    const published = last.then(() => write(cluster, 'PATCH', `${slices}/${name}`, { endpoints: endpoints() }));
    last = published.catch(() => undefined);
    return published;
  };
  return {
    ready: address => {
      states.set(address, 'ready');
      return publish();
    },
    terminating: address => {
      states.set(address, 'terminating');
      return publish();
    },
    gone: address => {
      states.delete(address);
      return publish();
    },
  };
}
