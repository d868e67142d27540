import { groupVersion } from '../../../../kubernetes/discovery/resolution.ts';
import type { Answer } from '../../fanout/answer.ts';
import { askedCluster, type AskedCluster } from '../../fanout/asked-cluster.ts';
import type { ObjectDifference } from './compare-objects.ts';
import { expectedGroup } from './expected-group.ts';
import type { Found } from './read-objects.ts';

/** Differences between clusters, for programs. */
export interface FleetDiff {
  apiVersion: 'kubectl-fleet.io/v1alpha1';
  kind: 'FleetDiff';
  clusters: AskedCluster[];
  /** Cluster with which the others are compared; null for what most clusters have. */
  reference: string | null;
  /** Number of objects that were compared. */
  compared: number;
  /** Objects that are not the same in all clusters. */
  objects: {
    apiVersion: string;
    kind: string;
    namespace?: string;
    name: string;
    /** Clusters that do not have the object. */
    missing: readonly string[];
    fields: {
      path: string;
      /** Values by cluster. A cluster without the field has no entry. */
      values: Record<string, unknown>;
      /** Clusters that have the object without the field. */
      missing: readonly string[];
      /**
       * Clusters whose value is not the one of the reference or of most clusters; all of them where
       * no value is the most common.
       */
      differs: readonly string[];
    }[];
  }[];
}

export function fleetDiff(
  answers: readonly Answer<Found>[],
  differences: readonly ObjectDifference[],
  { reference, compared }: { reference: string | undefined; compared: number },
): FleetDiff {
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetDiff',
    clusters: answers.map(answer => askedCluster(answer, answer.ok ? [...answer.value.refused.values()] : [])),
    reference: reference ?? null,
    compared,
    objects: differences.map(({ resource, namespace, name, missing, fields }) => ({
      apiVersion: groupVersion(resource),
      kind: resource.kind,
      ...(namespace !== '' && { namespace }),
      name,
      missing,
      fields: fields.map(({ path, groups }) => ({
        path,
        values: Object.fromEntries(
          groups.flatMap(({ clusters, value }) =>
            value === undefined ? [] : clusters.map(cluster => [cluster, value]),
          ),
        ),
        missing: groups.filter(({ value }) => value === undefined).flatMap(({ clusters }) => clusters),
        differs: groups
          .filter(group => group !== expectedGroup(groups, reference)?.group)
          .flatMap(({ clusters }) => clusters),
      })),
    })),
  };
}
