import { fill, fillMap, type Manifest, type WorstCase } from './worst-case.ts';

function propagationPolicy(resourceSelectors: object[], clusterAffinity: object): Manifest {
  return {
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: 'PropagationPolicy',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { resourceSelectors, placement: { clusterAffinity } },
  };
}

function work(manifests: object[]): Manifest {
  return {
    apiVersion: 'work.karmada.io/v1alpha1',
    kind: 'Work',
    metadata: { name: 'web', namespace: 'karmada-es-eu-1' },
    spec: { workload: { manifests } },
  };
}

const one = { clusterNames: ['eu-1'] };
const statefulSets = [{ apiVersion: 'apps/v1', kind: 'StatefulSet' }];

/** Placements that select, carry or name much. */
export const stateful: WorstCase[] = [
  {
    title: 'selectors of workloads',
    object: bytes =>
      propagationPolicy(
        fill(bytes, index => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: `db-${index}` })),
        one,
      ),
  },
  {
    title: 'as many selectors as are judged',
    object: () => ({
      apiVersion: 'placement.kubernetes-fleet.io/v1',
      kind: 'ClusterResourcePlacement',
      metadata: { name: 'web' },
      spec: {
        resourceSelectors: Array.from({ length: 250 }, (_, index) =>
          index % 2 === 0
            ? { group: '', version: 'v1', kind: 'Namespace', name: `shop-${index}` }
            : { group: 'apps', version: 'v1', kind: 'Deployment', name: `db-${index}` },
        ),
        policy: { placementType: 'PickFixed', clusterNames: ['eu-1'] },
      },
    }),
  },
  {
    title: 'namespaces',
    object: bytes => ({
      apiVersion: 'placement.kubernetes-fleet.io/v1',
      kind: 'ClusterResourcePlacement',
      metadata: { name: 'web' },
      spec: {
        resourceSelectors: fill(bytes, index => ({
          group: '',
          version: 'v1',
          kind: 'Namespace',
          name: `shop-${index}`,
        })),
        policy: { placementType: 'PickFixed', clusterNames: ['eu-1'] },
      },
    }),
  },
  {
    title: 'names of clusters',
    object: bytes => propagationPolicy(statefulSets, { clusterNames: fill(bytes, index => `eu-${index}`) }),
    changed: object => ({ ...object, spec: propagationPolicy(statefulSets, { clusterNames: ['another'] }).spec ?? {} }),
  },
  {
    title: 'StatefulSets in a Work',
    object: bytes =>
      work(fill(bytes, index => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: `db-${index}` } }))),
  },
  {
    title: 'Lists in a Work',
    object: bytes =>
      work(
        Array.from({ length: 100 }, () => ({
          apiVersion: 'v1',
          kind: 'List',
          items: fill(bytes / 100, index => ({
            apiVersion: 'apps/v1',
            kind: 'StatefulSet',
            metadata: { name: `db-${index}` },
          })),
        })),
      ),
  },
  {
    title: 'objects of unknown kinds in a Work',
    object: bytes =>
      work(
        fill(bytes, index => ({
          apiVersion: 'cache.example.org/v1',
          kind: 'Cache',
          metadata: { name: `c-${index}` },
          spec: { storage: { class: 'fast', size: '1Gi' } },
        })),
      ),
  },
  {
    title: 'a federated StatefulSet with overrides',
    object: bytes => ({
      apiVersion: 'types.kubefed.io/v1beta1',
      kind: 'FederatedStatefulSet',
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        template: { spec: { template: { spec: {} } } },
        placement: { clusters: fill(bytes / 2, index => ({ name: `eu-${index}` })) },
        overrides: fill(bytes / 2, index => ({ clusterName: `eu-${index}` })),
      },
    }),
  },
];

/** Objects in versions that nobody serves. */
export const removed: WorstCase[] = [
  {
    title: 'Ingresses in a Work',
    object: bytes =>
      work(
        fill(bytes, index => ({
          apiVersion: 'extensions/v1beta1',
          kind: 'Ingress',
          metadata: { name: `web-${index}` },
        })),
      ),
  },
];

function gitRepo(targets: object[]): Manifest {
  return {
    apiVersion: 'fleet.cattle.io/v1alpha1',
    kind: 'GitRepo',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { targets },
  };
}

const everyCluster = (index: number) => ({ name: `t-${index}`, clusterSelector: {} });

/** Placements that leave it open in many places where they go. */
export const everywhere: WorstCase[] = [
  {
    title: 'targets',
    object: bytes => gitRepo(fill(bytes, everyCluster)),
  },
  {
    title: 'as many targets as are judged',
    object: () => gitRepo(Array.from({ length: 250 }, (_, index) => everyCluster(index))),
  },
  {
    title: 'targets with empty values',
    object: bytes => ({
      apiVersion: 'fleet.cattle.io/v1alpha1',
      kind: 'GitRepo',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        targets: Array.from({ length: 249 }, () => ({
          clusterSelector: { matchExpressions: [{ values: fill(bytes / 250, () => '') }] },
        })),
      },
    }),
  },
  {
    title: 'a selector of empty labels',
    object: bytes => propagationPolicy(statefulSets, { labelSelector: { matchLabels: fillMap(bytes, () => '') } }),
  },
];

/** Objects of a federation that is archived. */
export const archived: WorstCase[] = [
  {
    title: 'clusters of a FederatedDeployment',
    object: bytes => ({
      apiVersion: 'types.kubefed.io/v1beta1',
      kind: 'FederatedDeployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { template: {}, placement: { clusters: fill(bytes, index => ({ name: `eu-${index}` })) } },
    }),
  },
];
