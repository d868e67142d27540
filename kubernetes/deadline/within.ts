import { startDeadline, type Deadline } from './deadline.ts';

/**
 * Returns a deadline within another, e.g. of one request within that of its cluster. The reason of
 * the outer one comes first. Returns the outer one for 0 milliseconds. The caller ends it.
 */
export function within(outer: Deadline, milliseconds: number): Deadline {
  if (milliseconds === 0) return { ...outer, end: () => undefined };
  const inner = startDeadline(milliseconds, outer.signal);
  return { ...inner, reason: () => (outer.signal.aborted ? outer.reason() : inner.reason()) };
}
