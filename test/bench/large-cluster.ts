import type { ClusterObjects } from '../../policies/facts/cluster-objects.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';

/**
 * The part of a cluster's objects that is kept, by size: pools of like nodes, one in 500 a virtual
 * one, and workloads by GitOps.
 */
export function largeCluster(nodes: number, workloads: number): ClusterObjects {
  return {
    identity: { name: 'eu-1', fleet: 'acme', owner: 'payments' },
    version: 'v1.37.2',
    apiGroups: ['apps', 'batch', 'policy'],
    nodes: Array.from({ length: nodes }, (_, index) => nodeOf(index)),
    namespaces: Array.from({ length: workloads / 10 }, (_, index) => named('v1', 'Namespace', `team-${index}`)),
    claims: Array.from({ length: workloads / 2 }, (_, index) => ({
      ...named('v1', 'PersistentVolumeClaim', `data-${index}`, namespaceOf(index)),
      spec: { accessModes: ['ReadWriteOnce'] },
    })),
    workloads: Array.from({ length: workloads }, (_, index) => workload(index)),
    disruptionBudgets: Array.from({ length: workloads / 10 }, (_, index) => ({
      ...named('policy/v1', 'PodDisruptionBudget', `app-${index}`, namespaceOf(index)),
      spec: { selector: { matchLabels: { 'app.kubernetes.io/name': `app-${index}` } } },
    })),
  };
}

function named(apiVersion: string, kind: string, name: string, namespace?: string): KubernetesObject {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}

const namespaceOf = (index: number): string => `team-${index % 200}`;

/** One of many nodes, of which few are virtual. */
export function nodeOf(index: number): KubernetesObject {
  const isVirtual = index % 500 === 0;
  const name = `ip-10-0-${index >> 8}-${index & 255}.eu-west-1.compute.internal`;
  const zone = `eu-west-1${['a', 'b', 'c'][index % 3] ?? ''}`;
  const labels = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/instance-type': 'm6i.4xlarge',
    'beta.kubernetes.io/os': 'linux',
    'eks.amazonaws.com/capacityType': 'ON_DEMAND',
    'eks.amazonaws.com/nodegroup': `pool-${index % 4}`,
    'failure-domain.beta.kubernetes.io/region': 'eu-west-1',
    'failure-domain.beta.kubernetes.io/zone': zone,
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': 'm6i.4xlarge',
    'topology.kubernetes.io/region': 'eu-west-1',
    'topology.kubernetes.io/zone': zone,
    ...(isVirtual && { type: 'virtual-kubelet' }),
  };
  const taints = isVirtual ? [{ key: 'virtual-kubelet.io/provider', value: 'mock', effect: 'NoSchedule' }] : [];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: { taints },
    status: {
      conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map(type => ({
        type,
        status: type === 'Ready' ? 'True' : 'False',
      })),
    },
  };
}

function workload(index: number): KubernetesObject {
  const name = `app-${index}`;
  const namespace = namespaceOf(index);
  const kind = ['Deployment', 'Deployment', 'StatefulSet', 'DaemonSet'][index % 4] ?? '';
  const annotations = { 'argocd.argoproj.io/tracking-id': `${name}:apps/${kind}:${namespace}/${name}` };
  const claim = index % 3 === 0 ? [{ name: 'data', persistentVolumeClaim: { claimName: `data-${index}` } }] : [];
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, annotations },
    spec: {
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name } },
        spec: {
          schedulerName: 'default-scheduler',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'apps', effect: 'NoSchedule' }],
          volumes: [{ name: 'config' }, ...claim],
        },
      },
    },
  };
}
