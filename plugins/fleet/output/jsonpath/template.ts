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
  | ArrayNode
  | { type: 'filter'; left: readonly Node[]; right: readonly Node[]; operator: string }
  | { type: 'number'; value: number; kind: 'int' | 'float' }
  | { type: 'boolean'; value: boolean }
  | { type: 'wildcard' }
  | { type: 'recursive' }
  | { type: 'union'; paths: readonly (readonly Node[])[] }
  | { type: 'identifier'; name: string };

/** A slice `[start:end:step]`. A single index `[i]` ends at i + 1 and says so. */
export interface ArrayNode {
  type: 'array';
  start: number | undefined;
  end: number | undefined;
  isIndex: boolean;
  step: number | undefined;
}

/** Nodes read from a text, and the offset behind them. */
export interface Parsed {
  nodes: readonly Node[];
  end: number;
}

/** Something wrong with a template, or with what it asks of a document, in the words of kubectl. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';
}
