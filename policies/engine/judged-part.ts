import { withoutContents, type Contents } from './contents.ts';
import type { KubernetesObject, ReviewInput } from './model.ts';

/** What a review is apart from the facts and exemptions that many have in common, and the user's own rules to leave out. */
export type Judged = Omit<ReviewInput, 'cluster' | 'exemptions'> & { failed?: readonly string[] };

/**
 * What rules are shown: the review without metadata.managedFields, which is half of many objects, and without the values that users
 * store. The review is not changed.
 */
export function judgedPart(review: Judged, contents: Contents): Judged {
  return {
    ...review,
    ...withoutContents(withoutManagedFields(review.object), withoutManagedFields(review.oldObject), contents),
    namespaceObject: withoutManagedFields(review.namespaceObject),
  };
}

function withoutManagedFields(object: KubernetesObject | null): KubernetesObject | null {
  const metadata = object?.['metadata'];
  if (typeof metadata !== 'object' || metadata === null || !('managedFields' in metadata)) return object;
  const { managedFields, ...kept } = metadata;
  return { ...object, metadata: kept };
}
