import { constructFromEvents, EVENT_ID, parseEvents, YAMLException, type Event } from 'js-yaml';
import { aliasFault } from './aliases.ts';
import { complexKey } from './complex-key.ts';
import { deepest, keyFault, kubectlParser, kubectlYaml } from './kubectl-yaml.ts';
import { offsetOf, placesOfOffsets, placesOfPaths, type Path, type Place } from './places.ts';
import { splitJson } from './split-json.ts';

/** One YAML or JSON document that is not empty. */
export interface Document {
  value: unknown;
  /** 1-based line at which it begins: at its first key, or its brace in JSON. */
  line: number;
  /** Reads the text once more to tell where in it the path of a value is. */
  readPlaces: () => (path: Path) => Place;
}

export interface SyntaxProblem extends Place {
  message: string;
}

/** What a text holds. */
export interface Parsed {
  documents: Document[];
  problems: SyntaxProblem[];
}

/**
 * Documents of a text as kubectl reads them; a document that cannot be read is a problem and the others are still there.
 * Empty documents are left out.
 */
export function parseDocuments(text: string): Parsed {
  const placeOf = placesOfOffsets(text);
  return joined(splitJson(text).map(piece => parsePiece(piece, placeOf)));
}

interface Piece {
  text: string;
  /** Where it begins in the whole text. */
  offset: number;
}

function parsePiece(piece: Piece, placeOf: (offset: number) => Place): Parsed {
  const read = readPiece(piece.text);
  if (Array.isArray(read)) {
    const documents = read.map(({ value, start, end }) => {
      const { line, column } = placeOf(piece.offset + start);
      const readPlaces = () => placesFrom(line, piece.text.slice(Math.max(0, start - column + 1), end));
      return { value, line, readPlaces };
    });
    return { documents, problems: [] };
  }
  const pieces = splitYaml(piece);
  if (pieces.length > 1) return joined(pieces.map(one => parsePiece(one, placeOf)));
  return {
    documents: [],
    problems: [{ ...placeOf(piece.offset + read.offset), message: ownWords[read.fault] ?? read.fault }],
  };
}

function joined(parsed: readonly Parsed[]): Parsed {
  return {
    documents: parsed.flatMap(({ documents }) => documents),
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

interface Read {
  value: unknown;
  start: number;
  end: number;
}

/** The documents of a piece and where they lie in it, or what is wrong with one of them. */
function readPiece(text: string): Read[] | { fault: string; offset: number } {
  let events: Event[] = [];
  try {
    events = parseEvents(text, kubectlParser);
    const alias = aliasFault(events, text);
    if (alias !== undefined) return alias;
    const starts = startsOf(events);
    const values = constructFromEvents(events, { source: text, schema: kubectlYaml });
    const documents = values.map((value, index) => {
      return { value, start: starts[index] ?? 0, end: starts[index + 1] ?? text.length };
    });
    return documents.filter(({ value }) => value !== null);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = error.reason === keyFault ? complexKey(events) : undefined;
    return { fault: error.reason, offset: offset ?? error.mark?.position ?? 0 };
  }
}

/** Where the first value of each document begins. */
function startsOf(events: readonly Event[]): number[] {
  const starts: number[] = [];
  let isFirst = false;
  for (const event of events) {
    if (isFirst) starts.push(offsetOf(event));
    isFirst = event.type === EVENT_ID.DOCUMENT;
  }
  return starts;
}

/** `line` is the line of the text at which this part of it begins. */
function placesFrom(line: number, part: string): (path: Path) => Place {
  const placeOf = placesOfPaths(part);
  return path => {
    const place = placeOf(path);
    return { line: place.line + line - 1, column: place.column };
  };
}

/** Pieces that begin with `---`, which no document can have at the beginning of a line. */
function splitYaml({ text, offset }: Piece): Piece[] {
  let next = offset;
  return text.split(/(?<=\n)(?=---(?:\s|$))/).map(part => {
    const piece = { text: part, offset: next };
    next += part.length;
    return piece;
  });
}

/** What the parser says of its own workings, in words about the text. */
const ownWords: Readonly<Record<string, string>> = {
  'deficient indentation': 'not indented enough, or a bracket above is not closed',
  [`nesting exceeded maxDepth (${deepest})`]: `nested more than ${deepest} levels deep`,
};
