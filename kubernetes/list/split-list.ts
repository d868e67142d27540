const quote = 0x22;
const backslash = 0x5c;
const bracket = 0x5b;
const closingBracket = 0x5d;
const brace = 0x7b;
const closingBrace = 0x7d;

/** Splits a list of the API while its text arrives. */
export interface ListSplitter {
  /** Returns the texts of the items that end in this chunk. */
  push: (chunk: Uint8Array) => Buffer[];
  /** Returns the text of the list without its items, after all of it has arrived. */
  envelope: () => string;
}

/**
 * Splits the text of a list into the texts of its items, so that each can be parsed in a separate
 * turn. To parse five megabytes at once would block everything else for fifty milliseconds. The
 * only array of the list itself is the one of its items.
 */
export function splitList(): ListSplitter {
  const envelope: Uint8Array[] = [];
  let item: Uint8Array[] = [];
  let depth = 0;
  let isInItems = false;
  let isInString = false;
  let isEscaped = false;

  let chunk: Uint8Array = new Uint8Array();
  let from = 0;
  let items: Buffer[] = [];
  const cutTo = (end: number, part: Uint8Array[]): void => {
    part.push(chunk.subarray(from, end));
    from = end;
  };
  const open = (byte: number, at: number): void => {
    depth++;
    if (depth === 2 && byte === bracket) {
      isInItems = true;
      cutTo(at + 1, envelope);
    } else if (depth === 3 && isInItems) from = at;
  };
  const close = (at: number): void => {
    depth--;
    if (!isInItems) return;
    if (depth === 2) {
      cutTo(at + 1, item);
      items.push(Buffer.concat(item));
      item = [];
    } else if (depth === 1) {
      isInItems = false;
      from = at;
    }
  };
  const endsString = (byte: number): boolean => {
    if (isEscaped) {
      isEscaped = false;
      return false;
    }
    isEscaped = byte === backslash;
    return byte === quote;
  };

  return {
    push: next => {
      chunk = next;
      from = 0;
      items = [];
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at] ?? 0;
        if (isInString) isInString = !endsString(byte);
        else if (byte === quote) isInString = true;
        else if (byte === brace || byte === bracket) open(byte, at);
        else if (byte === closingBrace || byte === closingBracket) close(at);
      }
      if (!isInItems) cutTo(chunk.length, envelope);
      else if (depth > 2) cutTo(chunk.length, item);
      return items;
    },
    envelope: () => Buffer.concat(envelope).toString(),
  };
}
