import { EVENT_ID, type Event } from 'js-yaml';

/**
 * Returns the offset of the first key that is itself a list or a mapping, e.g. `{{ .Values.a }}`;
 * undefined without one. js-yaml refuses such a key but does not report its place.
 */
export function complexKey(events: readonly Event[]): number | undefined {
  /** The open collections. For a mapping, `isKeyNext` is true when a key follows. */
  const open: { isMapping: boolean; isKeyNext: boolean }[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const parent = open.at(-1);
    const isKey = parent?.isMapping === true && parent.isKeyNext;
    const isCollection = event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE;
    if (isKey && isCollection) return event.start;
    if (parent !== undefined) parent.isKeyNext = !isKey;
    if (isCollection || event.type === EVENT_ID.DOCUMENT) {
      open.push({ isMapping: event.type === EVENT_ID.MAPPING, isKeyNext: true });
    }
  }
  return undefined;
}
