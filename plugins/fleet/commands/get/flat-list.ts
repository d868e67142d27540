import { isRecord } from '../../../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { FoundObject } from './found-objects.ts';

/** Annotation that names the cluster of an object. */
const annotation = 'kubectl-fleet.io/cluster';

/**
 * Returns the objects of all clusters as one List, as kubectl prints the objects of one cluster, so
 * that filters written for kubectl work.
 */
export function flatList(objects: readonly FoundObject[]): KubernetesObject {
  const items = objects.map(({ cluster, entry }) => annotated(entry.object, cluster));
  return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
}

/** Returns an object with the annotation that names its cluster. */
export function annotated(object: KubernetesObject, cluster: string): KubernetesObject {
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const annotations = isRecord(metadata['annotations']) ? metadata['annotations'] : {};
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [annotation]: cluster } } };
}
