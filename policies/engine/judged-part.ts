import { contentsOf, withoutContents, type Contents } from './contents.ts';
import type { KubernetesObject } from './kubernetes.ts';
import type { Judged } from './model.ts';
import { read, withTexts, type ObjectTexts } from './object-texts.ts';

/**
 * What rules are shown: the review without metadata.managedFields, which is half of many objects, and without the values that users
 * store. The review is not changed.
 * @param texts the objects, of which the review then has what says their type; where rules may see all of them, the answer is JSON
 * @throws SyntaxError where a text that has to be read is no JSON
 */
export function judgedPart(review: Judged, contents: Contents, texts?: ObjectTexts): Judged | Uint8Array {
  if (texts === undefined) return ofObjects(review, contents);
  const isShown = contentsOf(review.object ?? review.oldObject, contents) === undefined;
  if (!isShown) return ofObjects({ ...review, ...read(texts) }, contents);
  return withTexts({ ...review, namespaceObject: withoutManagedFields(review.namespaceObject) }, texts);
}

function ofObjects(review: Judged, contents: Contents): Judged {
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
