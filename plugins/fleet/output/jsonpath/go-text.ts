import { isMap, kindOf, sortedEntries, WholeFloat } from './go-values.ts';
import { TemplateFault } from './template.ts';

/** Go reads JSON no deeper than 10,000 levels; no honest object has a hundredth of these. */
const deepest = 1000;

/** Returns a value as Go's fmt.Sprint writes it, e.g. map[a:1 b:[x y]]. */
export function goText(value: unknown, depth = 0): string {
  checkDepth(depth);
  if (value === undefined || value === null) return '<nil>';
  if (typeof value === 'string') return value;
  if (value instanceof WholeFloat) return floatText(value.value);
  if (typeof value === 'number') return kindOf(value) === 'int' ? String(value) : floatText(value);
  if (Array.isArray(value)) return `[${value.map(item => goText(item, depth + 1)).join(' ')}]`;
  if (!isMap(value)) return value === true ? 'true' : 'false';
  const entries = sortedEntries(value).map(([key, inner]) => `${key}:${goText(inner, depth + 1)}`);
  return `map[${entries.join(' ')}]`;
}

/**
 * Returns a value as Go's encoding/json writes it: keys sorted, and <, > and & escaped.
 * @param indent of one level, '' for all on one line
 */
export function goJson(value: unknown, indent: string): string {
  const colon = indent === '' ? ':' : ': ';
  const write = (value: unknown, depth: number): string => {
    checkDepth(depth);
    if (value === undefined) return 'null';
    if (typeof value === 'string') return quoted(value);
    if (value instanceof WholeFloat) return String(value.value);
    if (Array.isArray(value)) {
      const items = value.map(item => write(item, depth + 1));
      return `[${lines(items, depth)}]`;
    }
    if (!isMap(value)) return JSON.stringify(value);
    const entries = sortedEntries(value).map(([key, inner]) => quoted(key) + colon + write(inner, depth + 1));
    return `{${lines(entries, depth)}}`;
  };
  const lines = (parts: readonly string[], depth: number): string => {
    if (parts.length === 0 || indent === '') return parts.join(',');
    const line = `\n${indent.repeat(depth + 1)}`;
    return `${line}${parts.join(`,${line}`)}\n${indent.repeat(depth)}`;
  };
  return write(value, 0);
}

/** Returns JSON that is safe in HTML, as Go writes it. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Returns a number as Go's %v: with an exponent from 1e+06 and below 1e-04. */
function floatText(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function checkDepth(depth: number): void {
  if (depth > deepest) throw new TemplateFault(`an object has more than ${deepest} levels`);
}
