/** The field in which an object names `shop` as its owner, if it does. */
export type Said = 'label' | 'annotation' | 'nowhere';

export const ownerKey = 'kubectl-fleet.io/owner';

/** Metadata with that owner. */
export function saying(said: Said, owner = 'shop'): object {
  if (said === 'nowhere') return {};
  return said === 'label' ? { labels: { [ownerKey]: owner } } : { annotations: { [ownerKey]: owner } };
}

export const imageOf = (version: number): string => `docker.io/library/a:${version}`;

function specOf(name: string, version: number): object {
  return {
    replicas: 0,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'a', image: imageOf(version) }] },
    },
  };
}

/** A Deployment without pods. */
export function deployment(name: string, metadata: object, version = 1): object {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, ...metadata }, spec: specOf(name, version) };
}

/** A ReplicaSet that the controller of a ConfigMap has made. */
export function made(name: string, parent: string, metadata: object, version = 1): object {
  const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'parent', uid: parent, controller: true };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name, ownerReferences: [reference], ...metadata },
    spec: specOf(name, version),
  };
}

/** An object that is always refused. */
export function refused(name: string): object {
  const marks = {
    labels: { 'karmada.io/managed': 'true' },
    annotations: { 'work.karmada.io/name': name, 'work.karmada.io/namespace': 'karmada-es-eu-1' },
  };
  const spec = { ...specOf(name, 1), serviceName: name };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name, ...marks }, spec };
}
