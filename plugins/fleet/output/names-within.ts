import { cellWidth } from './cell-width.ts';

/**
 * Returns names separated by commas, as many as fit the width and at least one, e.g. "eu-1, eu-2
 * and 25 more".
 */
export function namesWithin(names: readonly string[], width: number): string {
  const all = names.join(', ');
  if (cellWidth(all) <= width) return all;
  let text = andMore(names, 1);
  for (let shown = 2; shown < names.length; shown += 1) {
    const longer = andMore(names, shown);
    if (cellWidth(longer) > width) return text;
    text = longer;
  }
  return text;
}

/**
 * Returns the first names separated by commas, and the number of the others, e.g. "eu-1, eu-2 and
 * 25 more".
 */
export function andMore(names: readonly string[], shown: number): string {
  const first = names.slice(0, shown).join(', ');
  return names.length <= shown ? first : `${first} and ${names.length - shown} more`;
}
