import { networkAddress } from '../../network/network.ts';

/** Where Karmada's kube-apiserver calls the process that serves clusters. */
export const aggregatedPort = 4443;

const aggregated = { name: 'karmada-aggregated-apiserver', namespace: 'karmada-system' };

/** How Karmada's kube-apiserver finds the API of clusters. */
export const registrations = [
  ...['karmada-system', 'karmada-cluster'].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: aggregated,
    spec: { ports: [{ port: 443, targetPort: aggregatedPort }] },
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...aggregated, labels: { 'kubernetes.io/service-name': aggregated.name } },
    addressType: 'IPv4',
    ports: [{ port: aggregatedPort }],
    endpoints: [{ addresses: [networkAddress], conditions: { ready: true } }],
  },
  {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: 'v1alpha1.cluster.karmada.io' },
    spec: {
      group: 'cluster.karmada.io',
      version: 'v1alpha1',
      groupPriorityMinimum: 2000,
      versionPriority: 10,
      insecureSkipTLSVerify: true,
      service: aggregated,
    },
  },
];

/** Objects that only Karmada's own webhook lets through. */
export const trial = {
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name: 'trial', namespace: 'default' },
  spec: {
    resourceSelectors: [{ apiVersion: 'v1', kind: 'ConfigMap' }],
    placement: { clusterAffinity: { clusterNames: ['none'] } },
  },
};
