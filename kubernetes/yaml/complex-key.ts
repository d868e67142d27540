import { EVENT_ID, type Event } from 'js-yaml';

/**
 * * Returns the place where the first key begins that is a list or a mapping itself, as `{{
 * .Values.a }}` is one; js-yaml refuses it and does not say where. undefined where there is none.
 */
export function complexKey(events: readonly Event[]): number | undefined {
  /** The open collections; of a mapping, true where a key comes next. */
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
