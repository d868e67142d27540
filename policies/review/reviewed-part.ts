import type { Redactor } from './redaction.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { PassingReview } from './review-input.ts';
import { parseTexts, withTexts, type ObjectTexts } from './object-texts.ts';

/**
 * Returns the part of a review that rules see: all but metadata.managedFields, which is half of
 * many objects, and the values that users store. Does not change the review.
 * @param texts JSON of the objects, of which the review has only the type. If rules may see all of
 *   it, the result is JSON.
 * @throws SyntaxError if a text that has to be parsed is not JSON
 */
export function reviewedPart(review: PassingReview, values: Redactor, texts?: ObjectTexts): PassingReview | Uint8Array {
  if (texts === undefined) return ofObjects(review, values);
  const typed = review.object ?? review.oldObject;
  if (typed === null || !values.isPlain(typed)) return ofObjects({ ...review, ...parseTexts(texts) }, values);
  return withTexts({ ...review, namespaceObject: withoutManagedFields(review.namespaceObject) }, texts);
}

function ofObjects(review: PassingReview, { redact }: Redactor): PassingReview {
  return {
    ...review,
    ...redact(withoutManagedFields(review.object), withoutManagedFields(review.oldObject)),
    namespaceObject: withoutManagedFields(review.namespaceObject),
  };
}

function withoutManagedFields(object: KubernetesObject | null): KubernetesObject | null {
  const metadata = object?.['metadata'];
  if (typeof metadata !== 'object' || metadata === null || !('managedFields' in metadata)) return object;
  const { managedFields, ...kept } = metadata;
  return { ...object, metadata: kept };
}
