import { typeName } from './go-values.ts';
import { TemplateFault, type ArrayNode } from './template.ts';

/**
 * Returns the items of a list that an index or a slice selects.
 * @throws TemplateFault where the value is no list, or the list is too short
 */
export function slice(value: unknown, node: ArrayNode): unknown[] {
  if (!Array.isArray(value)) throw new TemplateFault(`${typeName(value)} is not array or slice`);
  const items: unknown[] = value;
  const length = items.length;
  const start = fromEnd(node.start ?? 0, length);
  const isLast = node.isIndex && node.end === 0;
  const end = isLast ? length : fromEnd(node.end ?? length, length);
  if (start === end) return [];
  checkBounds(start, end, length);
  const step = node.step ?? 1;
  if (step <= 0) throw new TemplateFault('step must be > 0');
  return items.slice(start, end).filter((_, index) => index % step === 0);
}

function checkBounds(start: number, end: number, length: number): void {
  if (start < 0 || start >= length) throw outOfBounds(start, length);
  if (end < 0 || end > length) throw outOfBounds(end - 1, length);
  if (start > end) throw new TemplateFault(`starting index ${start} is greater than ending index ${end}`);
}

function fromEnd(index: number, length: number): number {
  return index < 0 ? index + length : index;
}

function outOfBounds(index: number, length: number): TemplateFault {
  return new TemplateFault(`array index out of bounds: index ${index}, length ${length}`);
}
