/** A value as a person can read it and a program too. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
