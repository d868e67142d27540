import { parseBrackets } from './parse-brackets.ts';
import { TemplateFault, type Node, type Parsed } from './template.ts';
import { unquote } from './unquote.ts';

/**
 * Returns the nodes of a template: text, and a list for each pair of braces. The grammar is that of
 * k8s.io/client-go/util/jsonpath, its oddities included.
 * @throws TemplateFault in the words of kubectl
 */
export function parseTemplate(text: string): Node[] {
  const nodes: Node[] = [];
  let start = 0;
  for (;;) {
    const brace = text.indexOf('{', start);
    const plain = text.slice(start, brace === -1 ? undefined : brace);
    if (plain !== '') nodes.push({ type: 'text', text: plain });
    if (brace === -1) return nodes;
    const action = parseAction(text, brace + 1);
    nodes.push({ type: 'list', nodes: action.nodes });
    start = action.end;
  }
}

/** Returns the nodes of a path without braces. All behind a closing brace in it is left out. */
export function parsePath(path: string): readonly Node[] {
  return parseAction(`${path}}`, 0).nodes;
}

function parseAction(text: string, start: number): Parsed {
  const nodes: Node[] = [];
  let at = start;
  while (text[at] !== '}') {
    const step = parseStep(text, at, nodes.at(-1));
    nodes.push(...step.nodes);
    at = step.end;
  }
  return { nodes, end: at + 1 };
}

function parseStep(text: string, at: number, before: Node | undefined): Parsed {
  const character = characterAt(text, at);
  if (text.startsWith('..', at)) return parseRecursive(text, at, before);
  if (/^[\n\r]?$/.test(character)) throw new TemplateFault('unclosed action');
  if (/^[ @$]$/.test(character)) return { nodes: [], end: at + 1 };
  if (character === '[') return parseBrackets(text, at, parsePath);
  if (character === '"' || character === "'") return parseQuote(text, at, character);
  if (character === '.') return parseField(text, at + 1);
  return parseBareWord(text, at, character);
}

function parseBareWord(text: string, at: number, character: string): Parsed {
  if (/[-+\p{Nd}]/u.test(character)) return parseNumber(text, at);
  if (/[_\p{L}]/u.test(character)) return parseWord(text, at);
  throw new TemplateFault(`unrecognized character in action: ${described(character)}`);
}

function parseRecursive(text: string, at: number, before: Node | undefined): Parsed {
  if (before?.type === 'recursive') throw new TemplateFault('invalid multiple recursive descent');
  const nodes: Node[] = [{ type: 'recursive' }];
  if (!/[_\p{L}\p{Nd}]/u.test(characterAt(text, at + 2))) return { nodes, end: at + 2 };
  const field = parseField(text, at + 2);
  return { nodes: [...nodes, ...field.nodes], end: field.end };
}

/** Reads a field up to a character that ends it and has no backslash before it. */
function parseField(text: string, at: number): Parsed {
  const name = matchAt(/(?:\\(?:.|$)|[^\\ \t\r\n.,[\]$@{}])*/suy, text, at);
  const node: Node = name === '*' ? { type: 'wildcard' } : { type: 'field', name: name.replaceAll('\\', '') };
  return { nodes: [node], end: at + name.length };
}

function parseNumber(text: string, at: number): Parsed {
  const digits = matchAt(/[-+]?[.\p{Nd}]*/uy, text, at);
  const value = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : NaN;
  if (!Number.isFinite(value)) throw new TemplateFault(`cannot parse number ${digits}`);
  const isInt = !digits.includes('.') && Math.abs(value) < 2 ** 63;
  return { nodes: [{ type: 'number', value, kind: isInt ? 'int' : 'float' }], end: at + digits.length };
}

function parseWord(text: string, at: number): Parsed {
  const word = matchAt(/[^ \t\r\n.,[\]$@{}]*/uy, text, at);
  const isBoolean = word === 'true' || word === 'false';
  const node: Node = isBoolean ? { type: 'boolean', value: word === 'true' } : { type: 'identifier', name: word };
  return { nodes: [node], end: at + word.length };
}

/** Reads a literal. A quote behind any backslash does not end it, behind two neither. */
function parseQuote(text: string, at: number, quote: string): Parsed {
  for (let end = at + 1; end < text.length && text[end] !== '\n'; end += 1) {
    if (text[end] !== quote || text[end - 1] === '\\') continue;
    return { nodes: [{ type: 'text', text: unquote(text.slice(at, end + 1)) }], end: end + 1 };
  }
  throw new TemplateFault('unterminated quoted string');
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** Returns a character as Go's %#U, e.g. U+002A '*'. */
function described(character: string): string {
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${point}${/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character) ? ` '${character}'` : ''}`;
}
