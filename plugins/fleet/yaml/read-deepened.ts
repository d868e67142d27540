import type { Schema } from 'js-yaml';
import { deepened } from './deepened.ts';
import { flowStretches } from './flow-stretches.ts';
import { readDocuments, type Fault, type ReadDocument } from './read-documents.ts';

/**
 * A document that js-yaml refuses as it is written, read without regard to tabs between tokens and to how deep the lines in brackets
 * and quotation marks are, for Go's parser has none; or what is wrong with it otherwise.
 * @param refused why js-yaml refuses it
 */
export function readDeepened(text: string, refused: Fault, schema: Schema): readonly ReadDocument[] | Fault {
  const { stretches, tabs, unclosed } = flowStretches(text);
  const deeper = deepened(text, stretches, tabs);
  if (deeper.text === text) return nearest(refused, unclosed, text);
  const { originalOf } = deeper;
  const read = readDocuments(deeper.text, schema);
  if ('fault' in read) return nearest({ ...read, offset: originalOf(read.offset) }, unclosed, text);
  return read.map(({ value, start, readOffsets }) => ({
    value,
    start: originalOf(start),
    readOffsets: () => {
      const offsetOf = readOffsets();
      return path => originalOf(offsetOf(path));
    },
  }));
}

/** A bracket or mark that is not closed explains the faults behind it. */
function nearest(refused: Fault, unclosed: number | undefined, text: string): Fault {
  if (unclosed === undefined || unclosed > refused.offset) return refused;
  const mark = text.charAt(unclosed);
  return { fault: `${mark} is not closed`, offset: unclosed };
}
