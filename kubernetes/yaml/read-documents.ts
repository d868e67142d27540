import { constructFromEvents, EVENT_ID, parseEvents, YAMLException, type Event, type Schema } from 'js-yaml';
import type { Allowance } from './allowance.ts';
import { checkAliases } from './aliases.ts';
import { complexKey } from './complex-key.ts';
import { faultWords } from './fault-words.ts';
import { keyFault, kubectlParser } from './kubectl-yaml.ts';
import { offsetOf, offsetsOfPaths, type Path } from './places.ts';

/** A document that is not empty, and the offset of its first key, or of its brace in JSON. */
export interface ReadDocument {
  value: unknown;
  start: number;
  /** Reads the text again to find the offsets of values. */
  readOffsets: () => (path: Path) => number;
}

/** A fault of a text in plain words, and its offset. */
export interface Fault {
  fault: string;
  offset: number;
}

/**
 * Returns the documents of a text that js-yaml reads, or the first fault. Reduces the allowance
 * when there is no fault.
 */
export function readDocuments(text: string, schema: Schema, allowance: Allowance): readonly ReadDocument[] | Fault {
  let events: Event[] = [];
  try {
    events = parseEvents(text, kubectlParser);
    const aliases = checkAliases(events, text, allowance.aliased);
    if ('fault' in aliases) return aliases;
    const starts = startsOf(events);
    const values = constructFromEvents(events, { source: text, schema });
    allowance.aliased -= aliases.added;
    return values.flatMap((value, index) => {
      const start = starts[index] ?? 0;
      const end = starts[index + 1] ?? text.length;
      return value === null ? [] : [{ value, start, readOffsets: () => offsetsFrom(start, end, text) }];
    });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = error.reason === keyFault ? complexKey(events) : undefined;
    return { fault: faultWords(error.reason), offset: offset ?? error.mark?.position ?? 0 };
  }
}

/** Returns the offsets of the first values of the documents. */
function startsOf(events: readonly Event[]): number[] {
  const starts: number[] = [];
  let isFirst = false;
  for (const event of events) {
    if (isFirst) starts.push(offsetOf(event));
    isFirst = event.type === EVENT_ID.DOCUMENT;
  }
  return starts;
}

/**
 * Returns offsets of paths in a document. Reads the whole first line, because the indentation of
 * the document's first key matters.
 */
function offsetsFrom(start: number, end: number, text: string): (path: Path) => number {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const offsetOfPath = offsetsOfPaths(text.slice(lineStart, end));
  return path => lineStart + offsetOfPath(path);
}
