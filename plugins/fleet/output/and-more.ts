/**
 * Returns the first names with commas between, and the number of the others, e.g. "eu-1, eu-2 and
 * 25 more".
 */
export function andMore(names: readonly string[], shown: number): string {
  const first = names.slice(0, shown).join(', ');
  return names.length <= shown ? first : `${first} and ${names.length - shown} more`;
}
