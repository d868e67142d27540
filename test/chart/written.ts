/** Objects that are written in a cluster, one of each kind. */

const at = { name: 'a', namespace: 'default' };
const pods = { containers: [{ name: 'a', image: 'none' }] };
const template = { metadata: { labels: { app: 'a' } }, spec: pods };
const selector = { matchLabels: { app: 'a' } };
const access = { accessModes: ['ReadWriteOnce'] };

export const pod = { apiVersion: 'v1', kind: 'Pod', metadata: at, spec: pods };
export const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: at,
  spec: { replicas: 0, selector, template },
};
export const replicaSet = { ...deployment, kind: 'ReplicaSet' };
export const job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: at,
  spec: { template: { spec: { ...pods, restartPolicy: 'Never' } } },
};
export const namespaceObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
export const persistentVolumeClaim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: at,
  spec: { ...access, resources: { requests: { storage: '1Mi' } } },
};

export const persistentVolume = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'a' },
  spec: { ...access, capacity: { storage: '1Mi' }, hostPath: { path: '/tmp/a' } },
};

/** An object as Karmada would place it here. */
export function marked<Written extends { metadata: object }>(object: Written): Written {
  return { ...object, metadata: { ...object.metadata, labels: { 'karmada.io/managed': 'true' } } };
}

/** The same object by another name. */
export function named<Written extends { metadata: object }>(object: Written, name: string): Written {
  return { ...object, metadata: { ...object.metadata, name } };
}

/** Gives the Pod its node. */
export const binding = {
  apiVersion: 'v1',
  kind: 'Binding',
  metadata: at,
  target: { apiVersion: 'v1', kind: 'Node', name: 'node-1' },
};
