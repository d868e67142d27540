import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { jsonText } from './json-text.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { PassingReview, ReviewInput } from './review-input.ts';

/**
 * JSON of the objects of a review, each in pieces, without metadata.managedFields. The policy
 * parses it, so TypeScript need not.
 */
export interface ObjectTexts {
  readonly object: readonly Uint8Array[];
  readonly oldObject: readonly Uint8Array[];
}

/**
 * Returns the review as JSON, with the objects of the texts in place of its own. The array has a
 * buffer of its own.
 */
export function withTexts({ object: _, oldObject: __, ...review }: PassingReview, texts: ObjectTexts): Uint8Array {
  const pieces = [
    encoder.encode('{"object":'),
    ...texts.object,
    encoder.encode(',"oldObject":'),
    ...texts.oldObject,
    encoder.encode(`,${jsonText(review).slice(1)}`),
  ];
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Returns the objects of the texts. @throws SyntaxError if a text is not JSON */
export function parseTexts({ object, oldObject }: ObjectTexts): Pick<ReviewInput, 'object' | 'oldObject'> {
  return { object: parse(object), oldObject: parse(oldObject) };
}

function parse(pieces: readonly Uint8Array[]): KubernetesObject | null {
  const value: unknown = JSON.parse(Buffer.concat(pieces).toString());
  return isRecord(value) ? value : null;
}

const encoder = new TextEncoder();
