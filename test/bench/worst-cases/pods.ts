import { fill, type Manifest, type WorstCase } from './worst-case.ts';

/** By what Karmada shows that it placed an object. */
export const placed = { labels: { 'karmada.io/managed': 'true' }, annotations: { 'work.karmada.io/name': 'web' } };

const everyMark = {
  ...placed.labels,
  'kubefed.io/managed': 'true',
  'clusternet.io/app-managed-by': 'true',
  'apps.clusternet.io/config.kind': 'Subscription',
};

export const container = { name: 'web', image: 'web' };
const onLiqo = { nodeSelector: { 'liqo.io/type': 'virtual-node' } };

/** A Pod of this spec. */
export function pod(spec: object, metadata: object = {}): Manifest {
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

/** As many terms as are judged, of these values, by name and by label in turn. */
const termsOf = (values: readonly string[]) =>
  Array.from({ length: 25 }, (_, index) => ({
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
    object: bytes => pod(requiring(termsOf(fill(bytes / 25, index => `no-${index}`))), placed),
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
    title: 'terms of several pod templates, marked by all federations',
    object: bytes => ({
      apiVersion: 'batch.volcano.sh/v1alpha1',
      kind: 'Job',
      metadata: { name: 'train', namespace: 'shop', labels: everyMark },
      spec: {
        tasks: Array.from({ length: 10 }, (_, index) => ({
          name: `task-${index}`,
          template: { spec: { ...requiring(termsOf(fill(bytes / 500, value => `node-${value}`))) } },
        })),
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
