/** Namespace of the workloads of these tests. */
export const namespace = 'shop';

const podOf = (app: string, more: object = {}): object => ({
  metadata: { labels: { app } },
  spec: { containers: [{ name: 'main', image: `registry.example/${app}:1.0.0` }], ...more },
});

const workload = (kind: string, name: string, spec: object): object => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace },
  spec: { replicas: 1, selector: { matchLabels: { app: name } }, ...spec },
});

/** A Deployment that runs anywhere. */
export const web = workload('Deployment', 'web', { template: podOf('web') });

/** A Deployment that asks for a virtual node. */
export const burst = workload('Deployment', 'burst', {
  template: podOf('burst', {
    nodeSelector: { type: 'virtual-kubelet' },
    tolerations: [{ key: 'virtual-kubelet.io/provider', operator: 'Exists' }],
  }),
});

export const database = workload('StatefulSet', 'db', { serviceName: 'db', template: podOf('db') });
