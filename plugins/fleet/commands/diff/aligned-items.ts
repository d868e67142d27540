import { textOf } from './same-value.ts';

/** Element of several lists; undefined where the list lacks it. */
export interface IndexedItem {
  index: number;
  values: unknown[];
}

/** Returns the elements of lists by their index. */
export function byIndex(lists: readonly (readonly unknown[])[]): IndexedItem[] {
  const length = Math.max(...lists.map(list => list.length));
  return Array.from({ length }, (_, index) => ({ index, values: lists.map(list => list[index]) }));
}

/**
 * Returns the elements between those that all lists begin and end with, so that an element more is
 * one difference. Lists of one length are compared by index. Returns undefined where elements
 * differ and are more at once.
 */
export function alignedItems(lists: readonly (readonly unknown[])[]): IndexedItem[] | undefined {
  const lengths = lists.map(list => list.length);
  const shortest = Math.min(...lengths);
  if (Math.max(...lengths) === shortest) return byIndex(lists);
  const texts = lists.map(list => list.map(textOf));
  const isShared = (offset: number) => texts.every(list => list.at(offset) === texts[0]?.at(offset));
  let start = 0;
  while (start < shortest && isShared(start)) start += 1;
  let end = 0;
  while (end < shortest - start && isShared(-1 - end)) end += 1;
  if (start + end < shortest) return undefined;
  const middle = lists.map(list => list.slice(start, list.length - end));
  return byIndex(middle).map(({ index, values }) => ({ index: start + index, values }));
}
