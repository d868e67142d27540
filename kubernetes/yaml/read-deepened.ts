import type { Schema } from 'js-yaml';
import type { Allowance } from './allowance.ts';
import { deepened } from './deepened.ts';
import { flowStretches } from './flow-stretches.ts';
import { readDocuments, type Fault, type ReadDocument } from './read-documents.ts';

/**
 * Reads a document that js-yaml refuses as written. Ignores tabs between tokens and the indentation
 * of lines in brackets and quotation marks, as Go's parser does. Returns the fault of a document
 * that is wrong in another way.
 * @param refused the fault that js-yaml reported
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

/** Returns the fault to report. An unclosed bracket or mark explains the faults after it. */
function nearest(refused: Fault, unclosed: number | undefined, text: string): Fault {
  if (unclosed === undefined || unclosed > refused.offset) return refused;
  const mark = text.charAt(unclosed);
  return { fault: `${mark} is not closed`, offset: unclosed };
}
