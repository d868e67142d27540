import { Type, type Static } from 'typebox';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { elapsed } from '../../output/elapsed.ts';

const text = orNull(Type.String());

/** The fields of an Event (core v1) that are shown. */
const Event = Type.Object({
  metadata: Type.Object({ name: text, namespace: text, uid: text }),
  involvedObject: orNull(Type.Object({ kind: text, name: text })),
  type: text,
  reason: text,
  message: text,
  count: orNull(Type.Number()),
  firstTimestamp: text,
  lastTimestamp: text,
  eventTime: text,
  series: orNull(Type.Object({ count: orNull(Type.Number()), lastObservedTime: text })),
});
export type Event = Static<typeof Event>;
export const isEvent = validatorOf(Event);
// Go writes null for an empty list.
export const isEventList = validatorOf(Type.Object({ items: orNull(Type.Array(Type.Unknown())) }));

/** Returns the time by which kubectl sorts an event, in milliseconds since 1970; NaN for none. */
export function timeOf({ series, lastTimestamp, eventTime }: Event): number {
  return Date.parse((series ? series.lastObservedTime : (lastTimestamp ?? eventTime)) ?? '');
}

/** Returns when an event was seen as kubectl prints it, e.g. "5m (x3 over 20m)". */
export function lastSeen(event: Event, now: Date): string {
  const since = (time: string | null | undefined) => elapsed(now.getTime() - Date.parse(time ?? ''));
  const { series, count, lastTimestamp, firstTimestamp, eventTime } = event;
  const first = since(eventTime ?? firstTimestamp);
  if (series) return `${since(series.lastObservedTime)} (x${series.count ?? 0} over ${first})`;
  return (count ?? 0) > 1 ? `${since(lastTimestamp)} (x${count ?? 0} over ${first})` : first;
}
