import { mostAliased } from './allowance.ts';
import { EVENT_ID, type Event, type MappingEvent, type ScalarEvent, type SequenceEvent } from 'js-yaml';

/**
 * So many values may aliases add to a document: more than an honest one needs, and few enough to be
 * written out.
 */
const mostAdded = 100_000;

/**
 * A value: how many values it is made of, those behind aliases included, and whether more may come.
 */
interface Value {
  size: number;
  isOpen: boolean;
}

/**
 * How many values the aliases of a text add that js-yaml has split into events; or what is wrong
 * with one, and at which offset. An alias must name what came before it and is whole, for no JSON
 * could be made of it otherwise, and may not multiply ("billion laughs"), for the policy is shown
 * every value.
 * @param most how many values all may add
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
