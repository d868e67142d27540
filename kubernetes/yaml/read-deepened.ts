import type { Schema } from 'js-yaml';
import type { Allowance } from './allowance.ts';
import { deepened } from './deepened.ts';
import { flowStretches } from './flow-stretches.ts';
import { readDocuments, type Fault, type ReadDocument } from './read-documents.ts';

/**
 * A document that js-yaml refuses as it is written, read without regard to tabs between tokens
 * and to how deep the lines in brackets and quotation marks are, for Go's parser has none; or what
 * is wrong with it otherwise.
 * @param refused why js-yaml refuses it
 */
export function readDeepened(
  text: string,
  refused: Fault,
  schema: Schema,
  allowance: Allowance,
): readonly ReadDocument[] | Fault {
  const { stretches, tabs, unclosed } = flowStretches(text);
  const deeper = deepened(text, stretches, tabs, allowance.blanks);
  if (deeper === undefined) return { fault: tooShallow, offset: refused.offset };
  allowance.blanks -= deeper.added;
  if (deeper.text === text) return nearest(refused, unclosed, text);
  const { originalOf } = deeper;
  const read = readDocuments(deeper.text, schema, allowance);
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

const tooShallow = 'lines in brackets or quotation marks lack too many blanks; indent them like the lines around them';

/** A bracket or mark that is not closed explains the faults behind it. */
function nearest(refused: Fault, unclosed: number | undefined, text: string): Fault {
  if (unclosed === undefined || unclosed > refused.offset) return refused;
  const mark = text.charAt(unclosed);
  return { fault: `${mark} is not closed`, offset: unclosed };
}
