import { mostAliased } from './allowance.ts';
import { EVENT_ID, type Event, type MappingEvent, type ScalarEvent, type SequenceEvent } from 'js-yaml';

/**
 * Number of values that aliases may add to a document. It is more than a real document needs, and
 * few enough to be expanded.
 */
const mostAdded = 100_000;

/** A value: the number of values in it, including those of aliases, and whether more may follow. */
interface Value {
  size: number;
  isOpen: boolean;
}

/**
 * Returns the number of values that the aliases add to a text, which js-yaml has split into events;
 * or the fault of an alias and its offset. An alias must name an earlier value that is complete:
 * otherwise it cannot be written as JSON. Aliases may not multiply ("billion laughs"), because the
 * policy gets every value.
 * @param most number of values that all aliases together may add
 */
export function checkAliases(
  events: readonly Event[],
  text: string,
  most: number,
): { added: number } | { fault: string; offset: number } {
  if (!events.some(({ type }) => type === EVENT_ID.ALIAS)) return { added: 0 };
  const anchors = new Map<string, Value>();
  const open: Value[] = [];
  let [added, total] = [0, 0];
  const grow = (size: number) => {
    const parent = open.at(-1);
    if (parent !== undefined) parent.size += size;
  };
  const close = () => {
    const value = open.pop();
    if (value === undefined) return;
    value.isOpen = false;
    grow(value.size);
  };
  const begin = (event: MappingEvent | SequenceEvent | ScalarEvent) => {
    const value = { size: 1, isOpen: event.type !== EVENT_ID.SCALAR };
    if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), value);
    if (value.isOpen) open.push(value);
    else grow(1);
  };
  for (const event of events) {
    if (event.type === EVENT_ID.POP) close();
    else if (event.type === EVENT_ID.DOCUMENT) {
      anchors.clear();
      added = 0;
      open.push({ size: 0, isOpen: true });
    } else if (event.type === EVENT_ID.ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      const target = anchors.get(name);
      const size = target?.size ?? 0;
      added += size;
      total += size;
      const fault = faultOf(name, target, added) ?? (total > most ? fileFault : undefined);
      if (fault !== undefined) return { fault, offset: event.anchorStart - 1 };
      grow(size);
    } else begin(event);
  }
  return { added: total };
}

const fileFault = `aliases of this file add more than ${mostAliased} values`;

function faultOf(name: string, target: Value | undefined, added: number): string | undefined {
  if (target === undefined) return `alias *${name} has no anchor`;
  if (target.isOpen) return `alias *${name} is part of itself`;
  return added > mostAdded ? `aliases add more than ${mostAdded} values` : undefined;
}
