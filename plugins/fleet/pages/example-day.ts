/** The day up to which examples of a relief last, YYYY-MM-DD: a month from now, so that whoever copies one has an exemption that counts. */
export function exampleDay(now: Date): string {
  return new Date(now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
}
