import { groupVersion, resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import { schemaOfKind, type Definitions } from '../../../../kubernetes/openapi/schema.ts';
import { compareValues } from './compare-values.ts';
import type { Listed } from './listed-object.ts';
import type { Found } from './read-objects.ts';
import { textOf, type Meaning } from './same-value.ts';

/** The objects that one cluster has. */
export interface ClusterObjects extends Pick<Found, 'objects' | 'refused'> {
  cluster: string;
}

/** One object in all clusters where it can be read. */
export interface Comparable extends Pick<Listed, 'id' | 'resource' | 'namespace' | 'name'> {
  /** Clusters that have the object, with its value; equal values are one value. */
  holders: readonly { cluster: string; value: unknown }[];
  missing: readonly string[];
}

/** Clusters in which a field has the same value. */
export interface ValueGroup {
  clusters: readonly string[];
  /** undefined where the field is missing. */
  value: unknown;
}

export interface ObjectDifference extends Omit<Comparable, 'holders'> {
  /** Clusters that have the object. */
  clusters: readonly string[];
  fields: readonly { path: string; groups: readonly ValueGroup[] }[];
}

/** Returns each object once, sorted by namespace, kind and name. */
export function comparables(clusters: readonly ClusterObjects[]): Comparable[] {
  const all = new Map(clusters.flatMap(({ objects }) => [...objects]));
  return [...all.values()]
    .map(({ id, resource, namespace, name }) => {
      // A cluster that refuses the list may have the object.
      const asked = clusters.filter(({ refused }) => !refused.has(resourceKey(resource)));
      const holders = asked.flatMap(({ cluster, objects }) => {
        const listed = objects.get(id);
        return listed === undefined ? [] : [{ cluster, value: listed.value }];
      });
      const missing = asked.filter(({ objects }) => !objects.has(id)).map(({ cluster }) => cluster);
      return { id, resource, namespace, name, holders, missing };
    })
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

function sortKey({ namespace, resource, name }: Comparable): string {
  return [namespace, resourceKey(resource), name].join('\n');
}

/** True where the values of some clusters differ. */
export function isVaried({ holders }: Comparable): boolean {
  return holders.some(({ value }) => value !== holders[0]?.value);
}

/**
 * Returns the differences of an object; undefined where it is the same in all clusters.
 * @param documents OpenAPI definitions by group and version, e.g. apps/v1
 */
export function compareObject(
  { holders, ...object }: Comparable,
  documents: ReadonlyMap<string, readonly Definitions[]>,
  meaning: Meaning,
): ObjectDifference | undefined {
  const variants = [...grouped(holders, ({ value }) => value)].map(([value, group]) => ({
    value,
    clusters: group.map(({ cluster }) => cluster),
  }));
  const fields =
    variants.length < 2
      ? []
      : compareValues(
          variants.map(({ value }) => value),
          schemaOf(object.resource, documents),
          meaning,
        ).map(({ path, values }) => ({
          path,
          groups: groupsOf(values.map((value, index) => ({ value, clusters: variants[index]?.clusters ?? [] }))),
        }));
  if (fields.length === 0 && object.missing.length === 0) return undefined;
  return { ...object, clusters: holders.map(({ cluster }) => cluster), fields };
}

function schemaOf(resource: Resource, documents: ReadonlyMap<string, readonly Definitions[]>) {
  return schemaOfKind(documents.get(groupVersion(resource)) ?? [], resource);
}

/** Returns the groups with those of the same value as one. */
function groupsOf(groups: readonly ValueGroup[]): ValueGroup[] {
  return [...grouped(groups, ({ value }) => textOf(value))].map(([, same]) => ({
    value: same[0]?.value,
    clusters: same.flatMap(({ clusters }) => clusters),
  }));
}
