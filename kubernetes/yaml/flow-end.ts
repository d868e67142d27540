/**
 * The text between brackets, quotation marks and plain text: blanks, indicators, comments, tags,
 * anchors and aliases.
 */
const between = /[\s\uFEFF,:?]+|#[^\r\n]*|[&*!][^\s,[\]{}]*/y;
const plainEnd = /[,[\]{}]|:(?=[\s,[\]{}]|$)|(?<=\s)#/g;

/**
 * Returns the offset after the brackets or quotation marks that open at `start`, by the rules of
 * libyaml: line breaks and indentation do not matter. For unclosed brackets or marks it returns
 * their own offset: `start` or a later one.
 * @param tabs receives the offsets of tabs between tokens
 */
export function flowEnd(text: string, start: number, tabs: number[]): { end: number } | { unclosed: number } {
  const open: number[] = [];
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (quotationMarks.has(character)) {
      const end = quotedEnd(text, at);
      if (end === undefined) return { unclosed: at };
      at = end;
    } else if (closing.has(character)) open.push(at++);
    else if (closed.has(character)) {
      const opening = open.pop() ?? start;
      if (closing.get(text.charAt(opening)) !== character) return { unclosed: opening };
      at++;
    } else at = tokenEnd(text, at, tabs);
    if (open.length === 0) return { end: at };
  }
  return { unclosed: open.at(-1) ?? start };
}

const quotationMarks = new Set('"\'');
const closing = new Map([
  ['[', ']'],
  ['{', '}'],
]);
const closed = new Set(closing.values());

function quotedEnd(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  const stop = quote === '"' ? /\\[^]|"/g : /''|'/g;
  stop.lastIndex = start + 1;
  let found = stop.exec(text);
  while (found !== null && found[0] !== quote) found = stop.exec(text);
  return found === null ? undefined : stop.lastIndex;
}

function tokenEnd(text: string, start: number, tabs: number[]): number {
  between.lastIndex = start;
  if (between.test(text)) {
    addTabs(text, start, between.lastIndex, tabs);
    return between.lastIndex;
  }
  plainEnd.lastIndex = start + 1;
  return plainEnd.exec(text)?.index ?? text.length;
}

/** Adds the offsets of the tabs in a part of a text. */
export function addTabs(text: string, start: number, end: number, tabs: number[]): void {
  for (let at = start; at < end; at++) if (text.charAt(at) === '\t') tabs.push(at);
}
