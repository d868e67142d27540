import { kindOf, WholeFloat } from './go-values.ts';
import { TemplateFault } from './template.ts';

/**
 * Compares two values of a filter as the comparisons of Go's templates do: only values of one kind,
 * and no lists, maps or nulls.
 * @throws TemplateFault
 */
export function compare(left: unknown, operator: string, right: unknown): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return isLess(left, right);
    case '>=':
      return !isLess(left, right);
    case '<=':
      return isLess(left, right) || isEqual(left, right);
    case '>':
      return !isLess(left, right) && !isEqual(left, right);
    default:
      throw new TemplateFault(`unrecognized filter operator ${operator}`);
  }
}

function isEqual(left: unknown, right: unknown): boolean {
  checkKinds(left, right);
  return plain(left) === plain(right);
}

function isLess(left: unknown, right: unknown): boolean {
  checkKinds(left, right);
  const [first, second] = [plain(left), plain(right)];
  if (typeof first === 'number' && typeof second === 'number') return first < second;
  if (typeof first === 'string' && typeof second === 'string') return first < second;
  throw new TemplateFault('invalid type for comparison');
}

function checkKinds(left: unknown, right: unknown): void {
  const kinds = [kindOf(left), kindOf(right)];
  if (!kinds.every(kind => ['bool', 'int', 'float', 'string'].includes(kind))) {
    throw new TemplateFault('invalid type for comparison');
  }
  if (kinds[0] !== kinds[1]) throw new TemplateFault('incompatible types for comparison');
}

function plain(value: unknown): unknown {
  return value instanceof WholeFloat ? value.value : value;
}
