/** A JSONPath template as its nodes. */
export interface Template {
  text: string;
  nodes: readonly Node[];
}

/** One step of a template. Each takes the values that the step before found. */
export type Node =
  | { type: 'list'; nodes: readonly Node[] }
  | { type: 'text'; text: string }
  | { type: 'field'; name: string }
  | { type: 'array'; start: number | undefined; end: ArrayEnd; step: number | undefined }
  | { type: 'filter'; left: readonly Node[]; right: readonly Node[]; operator: string }
  | { type: 'number'; value: number; kind: 'int' | 'float' }
  | { type: 'boolean'; value: boolean }
  | { type: 'wildcard' }
  | { type: 'recursive' }
  | { type: 'union'; paths: readonly (readonly Node[])[] }
  | { type: 'identifier'; name: string };

/** End of a slice; of a single index it is derived from the start. */
export interface ArrayEnd {
  value: number | undefined;
  isDerived: boolean;
}
