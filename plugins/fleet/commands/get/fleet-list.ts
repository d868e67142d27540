import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askedCluster, type AskedCluster } from '../../fanout/asked-cluster.ts';
import type { FoundObject } from './found-objects.ts';
import type { Found } from './read-resources.ts';

/** Objects of all clusters in one document for programs. */
export interface FleetList {
  apiVersion: 'kubectl-fleet.io/v1alpha1';
  kind: 'FleetList';
  clusters: AskedCluster[];
  items: { cluster: string; object: KubernetesObject }[];
}

/** Returns the document of all clusters that were asked, also of those that failed. */
export function fleetList(answers: readonly Answer<Found>[], objects: readonly FoundObject[]): FleetList {
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetList',
    clusters: answers.map(answer => askedCluster(answer, answer.ok ? [...answer.value.refused.values()] : [])),
    items: objects.map(({ cluster, entry }) => ({ cluster, object: entry.object })),
  };
}
