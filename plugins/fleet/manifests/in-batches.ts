/** What the task makes of the items, in their order; at most `size` of them are under way at once. */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  size: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < items.length; first += size) {
    results.push(...(await Promise.all(items.slice(first, first + size).map(task))));
  }
  return results;
}
