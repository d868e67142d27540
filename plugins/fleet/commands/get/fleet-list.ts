import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askedCluster, type AskedCluster } from '../../fanout/asked-cluster.ts';
import type { Found } from './read-resources.ts';
import type { FleetEntry } from './sorted-entries.ts';

/** Objects of all clusters in one document for programs. */
export interface FleetList {
  apiVersion: 'kubectl-fleet.io/v1alpha1';
  kind: 'FleetList';
  clusters: AskedCluster[];
  items: { cluster: string; object: KubernetesObject }[];
}

export function fleetList(answers: readonly Answer<Found>[], entries: readonly FleetEntry[]): FleetList {
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetList',
    clusters: answers.map(answer => askedCluster(answer, answer.ok ? answer.value.refused : [])),
    items: entries.map(({ cluster, entry: { object } }) => ({ cluster, object })),
  };
}
