import { namesWithin } from '../output/names-within.ts';
import type { Answer } from './answer.ts';

/** A part of some clusters, e.g. an API version, with the clusters that have it. */
export interface Presence<Part> {
  /** The part as the first of these clusters has it. */
  part: Part;
  clusters: readonly string[];
  /** Clusters that answered and do not have it. */
  missing: readonly string[];
}

/**
 * Returns the parts of all clusters that answered, each key once, in the order in which they come.
 * @param keyOf returns the same text for the same part of several clusters
 */
export function presenceOf<Value, Part>(
  answers: readonly Answer<Value>[],
  partsOf: (value: Value) => readonly Part[],
  keyOf: (part: Part) => string,
): Presence<Part>[] {
  const found = new Map<string, { part: Part; clusters: Set<string> }>();
  const answered = answers.flatMap(answer => (answer.ok ? [{ name: answer.cluster.name, value: answer.value }] : []));
  for (const { name, value } of answered) {
    for (const part of partsOf(value)) {
      const key = keyOf(part);
      const known = found.get(key) ?? { part, clusters: new Set() };
      known.clusters.add(name);
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ part, clusters }) => ({
    part,
    clusters: [...clusters],
    missing: answered.map(({ name }) => name).filter(name => !clusters.has(name)),
  }));
}

/** Columns that tell how many clusters have a part, and which ones lack it. */
export const presenceColumns = ['CLUSTERS', 'MISSING IN'];

/** Characters of the names of clusters in a table that is not wide. */
const namesWidth = 30;

/** Returns the cells of the columns above. */
export function presenceCells({ clusters, missing }: Presence<unknown>, wide: boolean): string[] {
  const names = wide ? missing.join(', ') : namesWithin(missing, namesWidth);
  return [`${clusters.length}/${clusters.length + missing.length}`, names || '-'];
}
