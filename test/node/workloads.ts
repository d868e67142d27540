import { namespace } from './objects.ts';

/** The node's own pause container has it, and only waits. */
const image = 'docker.io/kubectl-fleet/pause:test';
const access = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } };

interface Workload {
  namespace: string;
  name: string;
  replicas?: number;
  pods?: object;
}

function podsOf(name: string, more: object = {}): object {
  const containers = [{ name: 'a', image, imagePullPolicy: 'Never' }];
  return { metadata: { labels: { app: name } }, spec: { containers, terminationGracePeriodSeconds: 0, ...more } };
}

function setOf(kind: string, { namespace, name, replicas, pods }: Workload, more: object = {}): object {
  const spec = { selector: { matchLabels: { app: name } }, template: podsOf(name, pods), ...more };
  const metadata = { name, namespace };
  return { apiVersion: 'apps/v1', kind, metadata, spec: replicas === undefined ? spec : { replicas, ...spec } };
}

function deploymentOf(workload: Workload): object {
  return setOf('Deployment', workload);
}

function daemonSetOf(workload: Workload): object {
  return setOf('DaemonSet', workload);
}

/** Each of its pods has a volume. */
function statefulSetOf(workload: Workload): object {
  const claims = [{ metadata: { name: 'data' }, spec: access }];
  return setOf('StatefulSet', workload, { serviceName: workload.name, volumeClaimTemplates: claims });
}

/** Pods of a Deployment whose volumes end with them. */
const ephemeral = {
  volumes: [{ name: 'data', ephemeral: { volumeClaimTemplate: { spec: access } } }],
};

/** Each minute two pods, one after the other, which end at once. */
function cronJobOf({ namespace, name }: Workload): object {
  const containers = [{ name: 'a', image, imagePullPolicy: 'Never', command: ['/bin/sleep', '0'] }];
  const job = { completions: 2, template: { spec: { containers, restartPolicy: 'Never' } } };
  const spec = { schedule: '* * * * *', jobTemplate: { spec: job } };
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name, namespace }, spec };
}

/** Wants a Deployment to have no fewer pods. */
export function autoscalerOf({ namespace, name, replicas = 1 }: Workload): object {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name };
  const spec = { scaleTargetRef, minReplicas: replicas, maxReplicas: replicas };
  return { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name, namespace }, spec };
}

/** A claim on a volume of a class. */
function claimOf({ namespace, name }: Workload, storageClassName: string): object {
  const metadata = { name, namespace };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: { ...access, storageClassName } };
}

/** A volume as a provisioner outside of Kubernetes makes one. */
export function volumeOf(name: string, storageClassName: string): object {
  const { accessModes } = access;
  const hostPath = { path: '/run/volume' };
  const spec = { accessModes, capacity: { storage: '1Mi' }, storageClassName, hostPath };
  return { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec };
}

/** Has the volume controller of Kubernetes itself provision whatever names no class. */
const builtInStorage = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'built-in', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'kubernetes.io/host-path',
};

const inEdge = { nodeSelector: { place: 'edge' } };

/** Workloads of teams, in the namespace of the tests and in one that is to end. */
export const workloads = [
  builtInStorage,
  deploymentOf({ namespace, name: 'web', replicas: 2 }),
  deploymentOf({ namespace, name: 'rolling', replicas: 2 }),
  deploymentOf({ namespace, name: 'scaled', replicas: 1 }),
  deploymentOf({ namespace, name: 'scratch', replicas: 0, pods: ephemeral }),
  statefulSetOf({ namespace, name: 'db', replicas: 0 }),
  daemonSetOf({ namespace, name: 'agent', pods: inEdge }),
  cronJobOf({ namespace, name: 'nightly' }),
  claimOf({ namespace, name: 'data' }, 'others'),
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'leaving' } },
  deploymentOf({ namespace: 'leaving', name: 'web', replicas: 1 }),
  claimOf({ namespace: 'leaving', name: 'data' }, 'others'),
];
