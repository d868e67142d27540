import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event } from 'js-yaml';
import { kubectlParser } from './kubectl-yaml.ts';
import { lastAtMost } from './last-at-most.ts';

/** 1-based line and column in a text. */
export interface Place {
  line: number;
  column: number;
}

/** A place inside a document, e.g. ['items', 2] */
export type Path = readonly (string | number)[];

/** Answers the place of an offset in a text. */
export function placesOfOffsets(text: string): (offset: number) => Place {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return offset => {
    const last = lastAtMost(starts, offset);
    return { line: last + 1, column: offset - (starts[last] ?? 0) + 1 };
  };
}

/**
 * Answers the offset of what stands at a path of the first document in a text, which is known to
 * be well-formed: of its key, of an item of a list where that begins, and behind an alias of the
 * alias. A path that leads nowhere has the offset of the value around it.
 */
export function offsetsOfPaths(text: string): (path: Path) => number {
  const events = parseEvents(text, kubectlParser).values();
  events.next();
  const root = nextValue(events, text);
  return path => {
    let value: Value | undefined = root;
    let offset = root?.offset ?? 0;
    for (const step of path) {
      value = value?.entries?.get(String(step));
      offset = value?.offset ?? offset;
    }
    return offset;
  };
}

/** The place where a value begins, in a mapping with its key, and its members. */
interface Value {
  offset: number;
  /** Its text where it is a key. */
  name: string;
  /** By key or index. */
  entries?: ReadonlyMap<string, Value>;
}

/**
 * The value that the next events make, with all that it holds; undefined at the end of what is
 * around it.
 */
function nextValue(events: Iterator<Event>, text: string): Value | undefined {
  const next = events.next();
  if (next.done === true || next.value.type === EVENT_ID.POP) return undefined;
  const event = next.value;
  const value = { offset: offsetOf(event), name: event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '' };
  if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) return value;
  const entries = new Map<string, Value>();
  for (let entry = nextValue(events, text); entry !== undefined; entry = nextValue(events, text)) {
    if (event.type === EVENT_ID.SEQUENCE) entries.set(String(entries.size), entry);
    else entries.set(entry.name, { ...entry, ...nextValue(events, text), offset: entry.offset });
  }
  return { ...value, entries };
}

/** Returns the place where the value of an event begins; an empty one has no place of its own. */
export function offsetOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
      return event.valueStart - (isQuoted ? 1 : 0);
    }
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    default:
      return 0;
  }
}
