/** An object that was written out. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly spec?: object;
  readonly status?: object;
}

/** An object that is as expensive for a rule as its size allows. */
export interface WorstCase {
  readonly title: string;
  /** @param bytes length of the object as JSON, roughly */
  readonly object: (bytes: number) => Manifest;
  /** The object after a change; without it another label is added. */
  readonly changed?: (object: Manifest) => Manifest;
}

/** So many elements that they are some bytes long together as JSON. */
export function fill<Element>(bytes: number, element: (index: number) => Element): Element[] {
  const length = JSON.stringify(element(10_000)).length + 1;
  return Array.from({ length: Math.floor(bytes / length) }, (_, index) => element(index));
}

/** The same as a map. */
export function fillMap<Value>(bytes: number, value: (index: number) => Value): Record<string, Value> {
  return Object.fromEntries(fill(bytes, index => [`key-${index}`, value(index)]));
}
