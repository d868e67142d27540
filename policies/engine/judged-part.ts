import type { CutContents } from './contents.ts';
import type { KubernetesObject } from './kubernetes.ts';
import type { Judged } from './model.ts';

/**
 * The part of a review that rules see: all but metadata.managedFields, which is half of many objects, and the values that users store.
 * The review is not changed.
 */
export function judgedPart(review: Judged, cut: CutContents): Judged {
  return {
    ...review,
    ...cut(withoutManagedFields(review.object), withoutManagedFields(review.oldObject)),
    namespaceObject: withoutManagedFields(review.namespaceObject),
  };
}

function withoutManagedFields(object: KubernetesObject | null): KubernetesObject | null {
  const metadata = object?.['metadata'];
  if (typeof metadata !== 'object' || metadata === null || !('managedFields' in metadata)) return object;
  const { managedFields, ...kept } = metadata;
  return { ...object, metadata: kept };
}
