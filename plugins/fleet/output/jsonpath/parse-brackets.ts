import { TemplateFault, type ArrayNode, type Node, type Parsed } from './template.ts';

type ParsePath = (path: string) => readonly Node[];

/**
 * Reads a filter, a union, a quoted field, an index or a slice.
 * @param at the offset of the opening bracket
 * @throws TemplateFault
 */
export function parseBrackets(text: string, at: number, parsePath: ParsePath): Parsed {
  if (text.startsWith('[?(', at)) return parseFilter(text, at + 3, parsePath);
  const end = text.indexOf(']', at);
  const inner = text.slice(at + 1, end);
  if (end === -1 || inner.includes('\n')) throw new TemplateFault('unterminated array');
  return { nodes: parseSelection(inner, parsePath), end: end + 1 };
}

function parseSelection(inner: string, parsePath: ParsePath): readonly Node[] {
  if (inner.includes(',')) {
    const parts = inner.split(',').map(part => part.replaceAll(/^ +| +$/g, ''));
    return [{ type: 'union', paths: parts.map(part => parsePath(`[${part}]`)) }];
  }
  // The name is read as a path again, so a dot in it needs a backslash.
  const quoted = /^'([^']*)'$/.exec(inner)?.[1];
  if (quoted !== undefined) return parsePath(`.${quoted}`);
  return [parseSlice(inner === '*' ? ':' : inner)];
}

function parseSlice(inner: string): ArrayNode {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(inner);
  if (match === null) throw new TemplateFault(`invalid array index ${inner}`);
  const start = indexOf(match[1]);
  const isIndex = match[2] === undefined;
  const end = isIndex ? (start ?? 0) + 1 : indexOf(match[2]?.slice(1));
  return { type: 'array', start, end, isIndex, step: indexOf(match[3]?.slice(1)) };
}

function indexOf(digits: string | undefined): number | undefined {
  if (digits === undefined || digits === '') return undefined;
  const value = Number(digits);
  if (digits !== '-' && Math.abs(value) < 2 ** 63) return value;
  throw new TemplateFault(`array index ${digits} is not a number`);
}

function parseFilter(text: string, start: number, parsePath: ParsePath): Parsed {
  const end = filterEnd(text, start);
  if (text[end + 1] !== ']') throw new TemplateFault('unclosed array expect ]');
  const condition = text.slice(start, end);
  const [, left, operator = 'exists', right] = /^([^!<>=]+)([!<>=]+)(.+)$/s.exec(condition) ?? [];
  const node: Node =
    left === undefined || right === undefined
      ? { type: 'filter', left: parsePath(condition), right: [], operator: 'exists' }
      : { type: 'filter', left: parsePath(left), right: parsePath(right), operator };
  return { nodes: [node], end: end + 2 };
}

/** Returns the offset of the parenthesis that ends a filter: the first outside its one literal. */
function filterEnd(text: string, start: number): number {
  let quote = '';
  let isClosed = false;
  for (let at = start; at < text.length && text[at] !== '\n'; at += 1) {
    const character = text[at] ?? '';
    if (character === '"' || character === "'") {
      if (quote === '') quote = character;
      else if (character === quote && text[at - 1] !== '\\') isClosed = true;
    } else if (character === ')' && isClosed === (quote !== '')) return at;
  }
  throw new TemplateFault('unterminated filter');
}
