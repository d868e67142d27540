import type { ClusterFacts } from '../../../policies/facts/cluster-facts.ts';
import type { ReviewInput } from '../../../policies/review/review-input.ts';
import type { Manifest, WorstCase } from './worst-case.ts';

/** As long as an API server takes the body of a request, and as long as etcd keeps an object. */
export const longest = { sent: 3 * 1024 * 1024, stored: 1.5 * 1024 * 1024 };

/** A cluster of 1,000 nodes, no two of which are alike, and 2,000 workloads in one namespace. */
export const largeCluster: ClusterFacts = {
  name: 'eu-1',
  fleet: 'acme',
  owner: 'payments',
  version: 'v1.37.2',
  nodes: many(1_000, index => ({
    name: `node-${index}`,
    labels: { 'kubernetes.io/hostname': `node-${index}`, zone: `zone-${index}` },
    taints: [],
    ready: true,
    provider: index % 2 === 0 ? '' : 'liqo',
  })),
  workloads: many(2_000, index => ({
    type: 'apps/StatefulSet',
    namespace: 'shop',
    name: `db-${index}`,
    labels: { app: `db-${index}` },
    provider: index % 2 === 0 ? 'hashicorp_nomad' : 'azure_aci',
    placedBy: 'karmada',
    holds: 'state of its own',
  })),
  claims: many(2_000, index => ({ namespace: 'shop', name: `data-${index}`, accessModes: ['ReadWriteOnce'] })),
  disruptionBudgets: many(500, index => ({
    namespace: 'karmada-system',
    name: `budget-${index}`,
    selector: { matchLabels: { app: `other-${index}` } },
  })),
  clusters: many(500, index => ({ name: `eu-${index}`, server: `https://eu-${index}` })),
  roles: [],
};

/**
 * The creation of a worst case, and its change: the old object is as long as etcd keeps one at
 * most.
 */
export function reviewsOf(
  { object, changed = labelled }: WorstCase,
  bytes: number,
): Record<'CREATE' | 'UPDATE', ReviewInput> {
  const created = reviewOf(object(bytes));
  const oldObject = { ...object(Math.min(bytes, longest.stored)) };
  const update: ReviewInput = { ...created, operation: 'UPDATE', object: { ...changed(object(bytes)) }, oldObject };
  return { CREATE: created, UPDATE: update };
}

function labelled(object: Manifest): Manifest {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, changed: 'true' } } };
}

function reviewOf(object: Manifest): ReviewInput {
  const { apiVersion, kind, metadata } = object;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return {
    operation: 'CREATE',
    kind: { group, version, kind },
    resource: { group, version, resource: `${kind.toLowerCase()}s` },
    subResource: '',
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    object: { ...object },
    oldObject: null,
    userInfo: { username: 'ann', groups: ['system:authenticated'] },
    fieldManager: 'kubectl-edit',
    dryRun: false,
    namespaceObject: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'liqo.io/scheduling-enabled': 'true', 'kubectl-fleet.io/owner': 'shop' } },
    },
    exemptions: [],
    cluster: largeCluster,
    settings: { owners: { shop: { groups: ['shop-team'] } } },
    now: '2026-11-30T00:00:00Z',
  };
}

function many<Element>(length: number, element: (index: number) => Element): Element[] {
  return Array.from({ length }, (_, index) => element(index));
}
