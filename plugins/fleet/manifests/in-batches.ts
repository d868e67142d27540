/**
 * Runs a task for all items, at most `size` at once. Returns the results in the order of the items.
 */
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
