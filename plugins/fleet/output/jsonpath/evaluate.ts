import { checkDepth, newBudget, spend, type Budget } from './budget.ts';
import { isMap, typeName, valuesWithin, WholeFloat } from './go-values.ts';
import { compare } from './compare.ts';
import { slice } from './slice.ts';
import { TemplateFault, type Node } from './template.ts';

/** One evaluation: the settings, and the ranges that its nodes have begun and ended. */
interface Run {
  nodes: readonly Node[];
  allowMissingKeys: boolean;
  budget: Budget;
  begun: number;
  open: number;
  ended: number;
  /** Index of the last node that ended a range. */
  lastEnd: number;
}

/**
 * Returns the values that each node finds in a document. A range has the values of its nodes once
 * for each of its own values. A range without an end includes all nodes behind it, which are then
 * evaluated once more behind the range, as in kubectl.
 * @throws TemplateFault in the words of kubectl
 */
export function findResults(nodes: readonly Node[], document: unknown, allowMissingKeys: boolean): unknown[][] {
  const run = { nodes, allowMissingKeys, budget: newBudget(), begun: 0, open: 0, ended: 0, lastEnd: -1 };
  return resultsFrom(run, 0, document);
}

function resultsFrom(run: Run, first: number, value: unknown): unknown[][] {
  const found: unknown[][] = [];
  for (let index = first; index < run.nodes.length; index += 1) {
    const results = run.nodes.slice(index, index + 1).flatMap(node => walk(run, [value], node));
    if (run.ended > 0 && run.ended <= run.open) {
      run.ended -= 1;
      run.lastEnd = index;
      break;
    }
    if (run.begun === 0) {
      found.push(results);
      continue;
    }
    for (const part of rangeResults(run, index + 1, results)) found.push(part);
    index = Math.max(index, run.lastEnd);
  }
  return found;
}

function rangeResults(run: Run, first: number, values: readonly unknown[]): unknown[][] {
  run.begun -= 1;
  run.open += 1;
  checkDepth(run.open);
  const found: unknown[][] = [];
  for (const value of values) {
    for (const part of resultsFrom(run, first, value ?? undefined)) found.push(part);
  }
  // The nodes of an empty range are evaluated too, so that its end is found.
  if (values.length === 0) resultsFrom(run, first, undefined);
  run.open -= 1;
  return found;
}

function walkAll(run: Run, input: readonly unknown[], nodes: readonly Node[]): readonly unknown[] {
  return nodes.reduce((values, node) => walk(run, values, node), input);
}

function walk(run: Run, input: readonly unknown[], node: Node): readonly unknown[] {
  spend(run.budget, 1 + input.length);
  switch (node.type) {
    case 'list':
      return walkAll(run, input, node.nodes);
    case 'text':
      return [node.text];
    case 'number':
      return input.map(() =>
        node.kind === 'float' && Number.isInteger(node.value) ? new WholeFloat(node.value) : node.value,
      );
    case 'boolean':
      return input.map(() => node.value);
    case 'field':
      return fields(run, input, node.name);
    case 'array':
      return input.flatMap(value => (value === null ? [] : slice(value, node)));
    case 'union':
      return node.paths.flatMap(path => walkAll(run, input, path));
    case 'wildcard':
      return input.flatMap(value => within(run, value));
    case 'recursive':
      return descend(run, input);
    case 'filter':
      return input.flatMap(value => filter(run, value, node));
    case 'identifier':
      return obey(run, input, node.name);
  }
}

function obey(run: Run, input: readonly unknown[], name: string): readonly unknown[] {
  if (name === 'range') {
    run.begun += 1;
    return input;
  }
  if (name !== 'end') throw new TemplateFault(`unrecognized identifier ${name}`);
  if (run.open === 0) throw new TemplateFault('not in range, nothing to end');
  run.ended += 1;
  return [];
}

function fields(run: Run, input: readonly unknown[], name: string): unknown[] {
  const found = input.flatMap(value => (isMap(value) && Object.hasOwn(value, name) ? [value[name]] : []));
  if (found.length > 0 || input.length === 0 || run.allowMissingKeys) return found;
  throw new TemplateFault(`${name} is not found`);
}

function within(run: Run, value: unknown): readonly unknown[] {
  const values = valuesWithin(value);
  spend(run.budget, values.length);
  return values;
}

/** Returns all lists, maps and texts at any depth that are not empty, each before those in it. */
function descend(run: Run, input: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  const open = [...input].reverse();
  while (open.length > 0) {
    const value = open.pop();
    // The bytes of a text have nothing in them.
    const values = typeof value === 'string' ? [] : within(run, value);
    if (values.length > 0 || (typeof value === 'string' && value !== '')) found.push(value);
    for (let index = values.length - 1; index >= 0; index -= 1) open.push(values[index]);
  }
  return found;
}

function filter(run: Run, value: unknown, node: Node & { type: 'filter' }): unknown[] {
  if (!Array.isArray(value)) throw new TemplateFault(`${typeName(value)} is not array or slice and cannot be filtered`);
  const items: unknown[] = value;
  return items.filter(item => {
    if (node.operator === 'exists') return exists(run, item, node.left);
    const left = walkAll(run, [item], node.left);
    if (left.length === 0) return false;
    const one = only(left);
    const right = walkAll(run, [item], node.right);
    return right.length > 0 && compare(one, node.operator, only(right));
  });
}

/** A path that fails finds nothing here, as in kubectl. */
function exists(run: Run, item: unknown, path: readonly Node[]): boolean {
  try {
    return walkAll(run, [item], path).length > 0;
  } catch (error) {
    if (error instanceof TemplateFault && run.budget.left >= 0) return false;
    throw error;
  }
}

function only(values: readonly unknown[]): unknown {
  if (values.length > 1) throw new TemplateFault('can only compare one element at a time');
  return values[0];
}
