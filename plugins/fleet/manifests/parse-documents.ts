import { isAlias, isNode, LineCounter, parseAllDocuments, visit, type Document as Parsed, type Tags } from 'yaml';
import { splitJson } from './split-json.ts';

/** A place inside a document, e.g. ['items', 2] */
export type Path = readonly (string | number)[];

/** One YAML or JSON document that is not empty. */
export interface Document {
  value: unknown;
  /** 1-based line at which the thing at this path begins. */
  lineOf: (path: Path) => number;
}

export interface SyntaxProblem {
  line: number;
  column: number;
  message: string;
}

/**
 * Documents of a text as kubectl reads them; a document that cannot be read is a problem and the others are still there.
 * Empty documents are left out.
 */
export function parseDocuments(text: string): { documents: Document[]; problems: SyntaxProblem[] } {
  const documents: Document[] = [];
  const problems: SyntaxProblem[] = [];
  const lines = new LineCounter();
  // Not the parser's own counting: that would tell the lines of a piece, not of the text.
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  for (const piece of splitJson(text)) {
    const place = (offset: number) => {
      const { line, col } = lines.linePos(piece.offset + offset);
      return { line, column: col };
    };
    for (const parsed of parseAllDocuments(piece.text, kubectlOptions)) {
      const result = read(parsed);
      if ('fault' in result) problems.push({ ...place(result.offset), message: inWords(result.fault, text) });
      else if (result.value !== null) {
        documents.push({ value: result.value, lineOf: path => place(offsetOf(parsed, path)).line });
      }
    }
  }
  return { documents, problems };
}

/**
 * YAML as kubectl's parser has it (go.yaml.in/yaml/v2 resolve.go): `yes` is true and 0644 is 420, but 22:22 is no number
 * and a date no date. A key is text, and no key comes twice.
 */
const kubectlOptions = {
  version: '1.1',
  stringKeys: true,
  prettyErrors: false,
  logLevel: 'error',
  customTags: (tags: Tags) => tags.filter(tag => typeof tag === 'string' || !isForeign(tag)),
} as const;

const foreignTags = new Set(['timestamp', 'binary', 'omap', 'pairs', 'set']);

function isForeign(tag: { tag: string; format?: string }): boolean {
  return tag.format === 'TIME' || foreignTags.has(tag.tag.replace('tag:yaml.org,2002:', ''));
}

type Reading = { value: unknown } | { fault: string; offset: number };

function read(parsed: Parsed): Reading {
  const [error] = parsed.errors;
  if (error !== undefined) return { fault: error.message, offset: error.pos[0] };
  const alias = brokenAlias(parsed);
  if (alias !== undefined) return alias;
  try {
    const value: unknown = parsed.toJS({ maxAliasCount: 1000 });
    return { value };
  } catch (error) {
    // The parser's guard against aliases that multiply ("billion laughs").
    if (error instanceof ReferenceError) return { fault: error.message, offset: offsetOf(parsed, []) };
    throw error;
  }
}

/** The first alias that names nothing or something it is itself part of, which no JSON could be made of. */
function brokenAlias(parsed: Parsed): Reading | undefined {
  const anchors = new Map<string, unknown>();
  let broken: Reading | undefined;
  visit(parsed, (_key, node, path) => {
    if (!isNode(node)) return undefined;
    if (!isAlias(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      return undefined;
    }
    const target = anchors.get(node.source);
    if (target !== undefined && !path.some(ancestor => ancestor === target)) return undefined;
    const fault =
      target === undefined ? `Alias *${node.source} has no anchor` : `Alias *${node.source} is part of itself`;
    broken = { fault, offset: node.range?.[0] ?? 0 };
    return visit.BREAK;
  });
  return broken;
}

/** Where the thing at the path begins; behind an alias, where the alias stands. */
function offsetOf(parsed: Parsed, path: Path): number {
  const node = path.length === 0 ? parsed.contents : parsed.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(parsed, path.slice(0, -1));
}

/** What the parser says of its own workings, in words about the text. */
const ownWords: Readonly<Record<string, string>> = {
  'With stringKeys, all keys must be strings': 'A key must be text',
  'Maximum call stack size exceeded': 'Nested too deeply',
  'Excessive alias count indicates a resource exhaustion attack': 'Too many aliases',
};

function inWords(fault: string, text: string): string {
  const words = ownWords[fault] ?? fault;
  const isTemplate = text.includes('{{');
  return isTemplate
    ? `${words} (a Helm template? lint what it renders: helm template CHART | kubectl fleet lint -)`
    : words;
}
