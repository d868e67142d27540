/** Exposed metrics, each with the labels of its samples. */
export type Exposed = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the metrics of a text in Prometheus' format. */
export function exposedBy(text: string): Exposed {
  const exposed = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? [^ ]+$/gm)) {
    const known = exposed.get(name) ?? new Set();
    for (const [, label = ''] of labels.matchAll(/(?:^|,)(\w+)="(?:[^"\\]|\\.)*"/g)) known.add(label);
    exposed.set(name, known);
  }
  return exposed;
}
