import type { Schema } from 'js-yaml';
import { wholeAllowance, type Allowance } from './allowance.ts';
import { kubectlYaml } from './kubectl-yaml.ts';
import { placesOfOffsets, type Path, type Place } from './places.ts';
import { readDeepened } from './read-deepened.ts';
import { readDocuments, type Fault, type ReadDocument } from './read-documents.ts';
import { splitJson } from './split-json.ts';

/** One YAML or JSON document that is not empty. */
export interface Document {
  value: unknown;
  /** 1-based line of its first key, or of its brace in JSON. */
  line: number;
  /** Reads the text again to find the places of values. */
  readPlaces: () => (path: Path) => Place;
}

export interface SyntaxProblem extends Place {
  message: string;
}

/** The documents of a text and its faults. */
export interface Parsed {
  documents: Document[];
  problems: SyntaxProblem[];
}

/**
 * Returns the documents of a text as kubectl reads them. An unreadable document becomes a problem;
 * the others are still returned. Empty documents are omitted.
 */
export function parseDocuments(text: string, schema = kubectlYaml): Parsed {
  const lines = withPlainLines(text);
  const reading = { placeOf: placesOfOffsets(lines), schema, allowance: wholeAllowance() };
  return joined(splitJson(lines).map(piece => parsePiece(piece, reading)));
}

/**
 * Returns the text with uniform line breaks, and without byte order marks at the beginning of a
 * document, which kubectl skips. All offsets stay the same.
 */
function withPlainLines(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll(/\r(?!\n)/g, '\n') : text;
  return lines.includes('\uFEFF') ? lines.replaceAll(/^(---[^\n]*)\n\uFEFF/gm, '$1 \n') : lines;
}

interface Piece {
  text: string;
  /** Its offset in the whole text. */
  offset: number;
}

type PlaceOf = (offset: number) => Place;

/** The options for all pieces of one text. */
interface Reading {
  placeOf: PlaceOf;
  schema: Schema;
  allowance: Allowance;
}

function parsePiece(piece: Piece, reading: Reading): Parsed {
  const { placeOf, schema, allowance } = reading;
  const read = readDocuments(piece.text, schema, allowance);
  if (!('fault' in read)) return parsed(read, piece, placeOf);
  const pieces = splitYaml(piece);
  if (pieces.length > 1) return joined(pieces.map(one => parsePiece(one, reading)));
  return parsed(readDeepened(piece.text, read, schema, allowance), piece, placeOf);
}

function parsed(read: readonly ReadDocument[] | Fault, { offset }: Piece, placeOf: PlaceOf): Parsed {
  if ('fault' in read) {
    return { documents: [], problems: [{ ...placeOf(offset + read.offset), message: read.fault }] };
  }
  const documents = read.map(({ value, start, readOffsets }) => {
    const readPlaces = () => {
      const offsetOf = readOffsets();
      return (path: Path) => placeOf(offset + offsetOf(path));
    };
    return { value, line: placeOf(offset + start).line, readPlaces };
  });
  return { documents, problems: [] };
}

function joined(parts: readonly Parsed[]): Parsed {
  return {
    documents: parts.flatMap(({ documents }) => documents),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

/**
 * Returns the pieces between `---` and `...`, which cannot be a line inside a document. A directive
 * stays with its document.
 */
function splitYaml({ text, offset }: Piece): Piece[] {
  let next = offset;
  return text.split(/(?<=\n)(?<!^%.*\n)(?=---(?:\s|$))|(?<=^\.\.\.[ \t\r]*\n)/m).map(part => {
    const piece = { text: part, offset: next };
    next += part.length;
    return piece;
  });
}
