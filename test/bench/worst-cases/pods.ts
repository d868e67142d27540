import { fill, fillMap, type Manifest, type WorstCase } from './worst-case.ts';

/** By what Karmada shows that it placed an object. */
export const placed = { labels: { 'karmada.io/managed': 'true' }, annotations: { 'work.karmada.io/name': 'web' } };

const container = { name: 'web', image: 'web' };
const onLiqo = { nodeSelector: { 'liqo.io/type': 'virtual-node' } };
const onFargate = { labels: { 'eks.amazonaws.com/fargate-profile': 'burst' } };

function pod(spec: object, metadata: object = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: { containers: [container], ...spec },
  };
}

function requiring(nodeSelectorTerms: object[]): object {
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

const byName = (index: number) => ({
  matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: [`no-${index}`] }],
});
const byZone = (index: number) => ({ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: [`no-${index}`] }] });

/** A hundred terms of these values, by name and by label in turn. */
const termsOf = (values: readonly string[]) =>
  Array.from({ length: 50 }, (_, index) => ({
    matchExpressions: [{ key: index % 2 === 0 ? 'kubernetes.io/hostname' : 'zone', operator: 'NotIn', values }],
  }));

/** Pods that are hard to place among many nodes. */
export const mixed: WorstCase[] = [
  { title: 'terms by name', object: bytes => pod(requiring(fill(bytes, byName)), placed) },
  { title: 'terms by label', object: bytes => pod(requiring(fill(bytes, byZone)), placed) },
  {
    title: 'values of one term',
    object: bytes =>
      pod(
        requiring([
          { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: fill(bytes, index => `no-${index}`) }] },
        ]),
        placed,
      ),
  },
  {
    title: 'as many terms as are judged',
    object: bytes => pod(requiring(termsOf(fill(bytes / 50, index => `no-${index}`))), placed),
  },
  {
    title: 'tolerations of a provider',
    object: bytes =>
      pod(
        {
          tolerations: fill(bytes, tolerationSeconds => ({
            key: 'virtual-node.liqo.io/not-allowed',
            operator: 'Exists',
            tolerationSeconds,
          })),
        },
        placed,
      ),
  },
  {
    title: 'tolerations of any taint',
    object: bytes => pod({ tolerations: fill(bytes, index => ({ key: `key-${index}`, operator: 'Exists' })) }, placed),
  },
  {
    title: 'subsets',
    object: bytes => ({
      apiVersion: 'apps.kruise.io/v1alpha1',
      kind: 'UnitedDeployment',
      metadata: { name: 'web', namespace: 'shop', ...placed },
      spec: {
        template: { deploymentTemplate: { spec: { template: { spec: { containers: [container] } } } } },
        topology: {
          subsets: fill(bytes, index => ({
            name: `part-${index}`,
            nodeSelectorTerm: { matchExpressions: [{ key: 'liqo.io/type', operator: 'In', values: ['virtual-node'] }] },
          })),
        },
      },
    }),
  },
  {
    title: 'pod templates',
    object: bytes => ({
      apiVersion: 'batch.volcano.sh/v1alpha1',
      kind: 'Job',
      metadata: { name: 'train', namespace: 'shop', ...placed },
      spec: { tasks: fill(bytes, index => ({ name: `task-${index}`, template: { spec: onLiqo } })) },
    }),
  },
];

/** Pods on virtual nodes that use much of what these may lack. */
export const capabilities: WorstCase[] = [
  {
    title: 'containers',
    object: bytes =>
      pod(
        {
          containers: fill(bytes, index => ({
            name: `c-${index}`,
            securityContext: { privileged: true },
            ports: [{ containerPort: 80, hostPort: 80 }],
          })),
        },
        onFargate,
      ),
  },
  {
    title: 'ports',
    object: bytes =>
      pod(
        { containers: [{ ...container, ports: fill(bytes, index => ({ containerPort: index, hostPort: index })) }] },
        onFargate,
      ),
  },
  {
    title: 'as many containers as are judged',
    object: () =>
      pod(
        {
          containers: Array.from({ length: 1000 }, (_, index) => ({
            name: `c-${index}`,
            securityContext: { privileged: true },
          })),
        },
        onFargate,
      ),
  },
  {
    title: 'volumes',
    object: bytes =>
      pod({ ...onLiqo, volumes: fill(bytes, index => ({ name: `v-${index}`, csi: { driver: 'disk' } })) }, placed),
  },
  {
    title: 'DaemonSet with tolerations',
    object: bytes => ({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'agent', namespace: 'shop' },
      spec: {
        template: {
          spec: {
            containers: [container],
            tolerations: fill(bytes, tolerationSeconds => ({
              key: 'virtual-node.liqo.io/not-allowed',
              operator: 'Exists',
              tolerationSeconds,
            })),
          },
        },
      },
    }),
  },
];

/** Objects with much in their metadata. */
export const owned: WorstCase[] = [
  { title: 'labels', object: bytes => pod({}, { labels: fillMap(bytes, () => 'x') }) },
  {
    title: 'owner references',
    object: bytes =>
      pod(
        {},
        {
          ownerReferences: fill(bytes, index => ({
            apiVersion: 'placement.kubernetes-fleet.io/v1',
            kind: 'AppliedWork',
            name: `work-${index}`,
            uid: `${index}`,
          })),
        },
      ),
  },
];

/** A workload of GitOps of which a person changes much. */
export const edited: WorstCase[] = [
  {
    title: 'fields',
    object: bytes => ({
      apiVersion: 'example.org/v1',
      kind: 'Shop',
      metadata: {
        name: 'web',
        namespace: 'shop',
        annotations: { 'argocd.argoproj.io/tracking-id': 'shop:example.org/Shop:shop/web' },
      },
      spec: fillMap(bytes, index => index),
    }),
    changed: object => ({ ...object, spec: {} }),
  },
  {
    title: 'fields of one field',
    object: bytes => ({
      apiVersion: 'example.org/v1',
      kind: 'Shop',
      metadata: {
        name: 'web',
        namespace: 'shop',
        annotations: { 'argocd.argoproj.io/tracking-id': 'shop:example.org/Shop:shop/web' },
      },
      spec: { shop: fillMap(bytes, index => index) },
    }),
  },
];
