/** Namespace of the objects of the tests on a real node. */
export const namespace = 'shop';

const template = {
  metadata: { labels: { app: 'a' } },
  spec: { containers: [{ name: 'a', image: 'docker.io/library/a:1' }] },
};
const spec = { replicas: 0, selector: { matchLabels: { app: 'a' } }, template };

/** An object that every rule allows. */
export function deployment(name: string): object {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec };
}

/** What Karmada would place here, and must not. */
export function federatedStatefulSet(name: string): object {
  const marks = {
    labels: { 'karmada.io/managed': 'true' },
    annotations: { 'work.karmada.io/name': `${name}-86699dc9c8`, 'work.karmada.io/namespace': 'karmada-es-real' },
  };
  const metadata = { name, namespace, ...marks };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { ...spec, serviceName: name } };
}
