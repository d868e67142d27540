import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event } from 'js-yaml';
import { kubectlParser } from './kubectl-yaml.ts';
import { lastAtMost } from './last-at-most.ts';

/** 1-based line and column in a text. */
export interface Place {
  line: number;
  column: number;
}

/** The path of a value in a document, e.g. ['items', 2] */
export type Path = readonly (string | number)[];

/** Returns a function that returns the place of an offset in a text. */
export function placesOfOffsets(text: string): (offset: number) => Place {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return offset => {
    const last = lastAtMost(starts, offset);
    return { line: last + 1, column: offset - (starts[last] ?? 0) + 1 };
  };
}

/**
 * Returns a function that returns the offset of a path in the first document of a well-formed text.
 * It is the offset of a key, of the beginning of a list item, or of the alias for a value behind an
 * alias. A path that does not exist has the offset of the value around it.
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

/** The offset of a value, or of its key in a mapping, and the members of the value. */
interface Value {
  offset: number;
  /** Its text when it is a key. */
  name: string;
  /** Members by key or index. */
  entries?: ReadonlyMap<string, Value>;
}

/**
 * Returns the value of the next events with all its members; undefined at the end of the collection
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

/** Returns the offset of the value of an event. An empty value has no place of its own. */
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
