/**
 * Returns the last day of example exemptions, YYYY-MM-DD: 30 days from now, so that a copied
 * exemption is valid.
 */
export function exampleDay(now: Date): string {
  return new Date(now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
}
