const time = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The limit in nanoseconds, about 1677 to 2262: the range of the 64 bits that opa uses. */
const farthest = 2 ** 63;

/**
 * Returns the nanoseconds from 1970 to a time in RFC 3339, e.g. 2026-12-31T12:00:00Z, exact to the
 * millisecond; undefined for other values. Date moves an impossible day into the next month; this
 * function does not.
 */
export function nanosecondsOf(text: unknown): number | undefined {
  const [whole, clock = ''] = (typeof text === 'string' ? time.exec(text) : null) ?? [];
  if (whole === undefined) return undefined;
  const read = new Date(`${clock}Z`);
  if (Number.isNaN(read.getTime()) || !read.toISOString().startsWith(clock)) return undefined;
  const nanoseconds = Date.parse(whole) * 1e6;
  return Math.abs(nanoseconds) < farthest ? nanoseconds : undefined;
}

/** Returns true for a day, e.g. 2026-12-31, or a time, e.g. 2026-12-31T12:00:00Z. */
export function isDayOrTime(text: string): boolean {
  return nanosecondsOf(text.length === '2026-12-31'.length ? `${text}T00:00:00Z` : text) !== undefined;
}
