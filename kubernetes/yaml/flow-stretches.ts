import { addTabs, flowEnd } from './flow-end.ts';

/**
 * A part of a text in brackets or quotation marks, and the indentation that js-yaml requires of its
 * lines.
 */
export interface Stretch {
  start: number;
  end: number;
  depth: number;
}

const blank = /[ \t\uFEFF]*/y;
const lineEnd = /[ \t]*(?:#[^\r\n]*)?(?:\r\n|[\r\n]|$)/y;
const marker = /(?:---|\.\.\.)(?=\s|$)/y;
const indicator = /[-?:](?=\s|$)/y;
const property = /[&*!]\S*/y;
const flowStart = /["'[{]/y;
const blockScalar = /[|>][^\r\n]*(?:\r\n|[\r\n]|$)/y;
const plainEnd = /[\r\n]|:(?=\s|$)|(?<=\s)#/g;
const line = /( *)([^\r\n]*)(?:\r\n|[\r\n]|$)/y;

/** The state of a document that is being read. */
interface Reading {
  text: string;
  at: number;
  /** Columns of the open lists and mappings in block style, the outermost first. */
  blocks: number[];
  /** True when plain text may continue in the next line. */
  isPlain: boolean;
  stretches: Stretch[];
  /** Offsets of tabs between tokens. */
  tabs: number[];
  unclosed?: number;
}

/**
 * Returns the outermost parts of a document in brackets or quotation marks, the offset of the first
 * unclosed one, and the offsets of the tabs between tokens. The result is arbitrary for a text that
 * is invalid YAML for another reason.
 */
export function flowStretches(text: string): Pick<Reading, 'stretches' | 'tabs' | 'unclosed'> {
  const reading: Reading = { text, at: 0, blocks: [], isPlain: false, stretches: [], tabs: [] };
  while (reading.at < text.length && reading.unclosed === undefined) readLine(reading);
  const { stretches, tabs, unclosed } = reading;
  return { stretches, tabs, ...(unclosed !== undefined && { unclosed }) };
}

function readLine(reading: Reading): void {
  const { blocks, at: lineStart } = reading;
  take(reading, blank);
  const column = reading.at - lineStart;
  const isMarker = column === 0 && take(reading, marker);
  if (!isMarker && take(reading, lineEnd)) return;
  if (!isMarker && reading.isPlain && column >= depthOf(reading)) {
    takePlain(reading);
    take(reading, lineEnd);
    return;
  }
  if (isMarker) blocks.length = 0;
  while (blocks.length > 1 && depthOf(reading) > column + 1) blocks.pop();
  if (blocks.length === 0) blocks.push(isMarker ? -1 : column - 1);
  readTokens(reading, lineStart);
}

function readTokens(reading: Reading, lineStart: number): void {
  /** The column of the next key, if a colon follows. */
  let keyColumn: number | undefined;
  reading.isPlain = false;
  while (reading.unclosed === undefined && !take(reading, lineEnd)) {
    const before = reading.at;
    take(reading, blank);
    const start = reading.at;
    addTabs(reading.text, before, start, reading.tabs);
    const column = start - lineStart;
    if (take(reading, indicator)) {
      const opened = reading.text.charAt(start) === ':' ? (keyColumn ?? column) : column;
      if (opened >= depthOf(reading)) reading.blocks.push(opened);
      keyColumn = undefined;
      reading.isPlain = false;
      continue;
    }
    keyColumn ??= column;
    if (take(reading, blockScalar)) {
      takeDeeperLines(reading);
      return;
    }
    if (take(reading, flowStart)) readFlow(reading, start);
    else if (!take(reading, property)) takePlain(reading);
  }
}

/** Returns the number of columns by which a line is inside the innermost list or mapping. */
function depthOf({ blocks }: Reading): number {
  return (blocks.at(-1) ?? -1) + 1;
}

function take(reading: Reading, pattern: RegExp): boolean {
  pattern.lastIndex = reading.at;
  const isThere = pattern.test(reading.text);
  if (isThere) reading.at = pattern.lastIndex;
  return isThere;
}

function takePlain(reading: Reading): void {
  plainEnd.lastIndex = reading.at + 1;
  reading.at = plainEnd.exec(reading.text)?.index ?? reading.text.length;
  reading.isPlain = true;
}

function takeDeeperLines(reading: Reading): void {
  const { text } = reading;
  while (reading.at < text.length) {
    line.lastIndex = reading.at;
    const [, { length } = '', rest = ''] = line.exec(text) ?? [];
    if (rest.trim() !== '' && length < depthOf(reading)) return;
    reading.at = line.lastIndex;
  }
}

function readFlow(reading: Reading, start: number): void {
  const { text, stretches, tabs } = reading;
  const flow = flowEnd(text, start, tabs);
  const end = 'end' in flow ? flow.end : text.length;
  stretches.push({ start, end, depth: depthOf(reading) });
  reading.at = end;
  if ('unclosed' in flow) reading.unclosed = flow.unclosed;
}
