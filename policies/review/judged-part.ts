import type { CutContents } from './contents.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Judged } from './review-input.ts';
import { read, withTexts, type ObjectTexts } from './object-texts.ts';

/**
 * The part of a review that rules see: all but metadata.managedFields, which is half of many objects, and the values that users store.
 * The review is not changed.
 * @param texts the objects, of which the review then has only the type; where rules may see all of them, the answer is JSON
 * @throws SyntaxError if a text that has to be read is no JSON
 */
export function judgedPart(review: Judged, contents: CutContents, texts?: ObjectTexts): Judged | Uint8Array {
  if (texts === undefined) return ofObjects(review, contents);
  const typed = review.object ?? review.oldObject;
  if (typed === null || !contents.isPlain(typed)) return ofObjects({ ...review, ...read(texts) }, contents);
  return withTexts({ ...review, namespaceObject: withoutManagedFields(review.namespaceObject) }, texts);
}

function ofObjects(review: Judged, { cut }: CutContents): Judged {
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
