import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { jsonText } from './json-text.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Judged, ReviewInput } from './review-input.ts';

/**
 * The objects of a review as JSON, each in pieces, without metadata.managedFields. What has them as text need not read them: the policy does.
 */
export interface ObjectTexts {
  readonly object: readonly Uint8Array[];
  readonly oldObject: readonly Uint8Array[];
}

/** The review as JSON, with the objects of the texts in place of its own. The array has a buffer of its own. */
export function withTexts({ object: _, oldObject: __, ...review }: Judged, texts: ObjectTexts): Uint8Array {
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

/** The objects that are in the texts. @throws SyntaxError where they are no JSON */
export function read({ object, oldObject }: ObjectTexts): Pick<ReviewInput, 'object' | 'oldObject'> {
  return { object: parse(object), oldObject: parse(oldObject) };
}

function parse(pieces: readonly Uint8Array[]): KubernetesObject | null {
  const value: unknown = JSON.parse(Buffer.concat(pieces).toString());
  return isRecord(value) ? value : null;
}

const encoder = new TextEncoder();
