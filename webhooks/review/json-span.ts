/** Keys to look for in a JSON object, each with those to look for in the object behind it. */
export interface Sought {
  readonly [key: string]: Sought;
}

/** Where a value lies in a text: from its first byte to the one behind its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** All members of an object in which something was sought. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  /** Where its key begins. */
  readonly from: number;
  readonly value: Span;
}

const maximumDepth = 900;

/**
 * Finds values in a JSON text without reading what lies between. That takes a third of the time of JSON.parse, and leaves nothing to be
 * collected. What is wrong inside of a value is not noticed.
 * @throws SyntaxError where the text is no JSON or unusual: a sought key that is there twice, an escape in a key or of half of a surrogate pair,
 *   values nested deep
 */
export function spanOf(text: Buffer, sought: Sought, from: number): Span {
  if (text[from] !== 0x7b /* { */) return { from, to: endOfValue(text, from), members: [] };
  const members: Member[] = [];
  let at = endOfSpace(text, from + 1);
  while (text[at] !== 0x7d /* } */) {
    if (members.length > 0) at = endOfSpace(text, after(0x2c /* , */, text, at));
    const member = memberAt(text, sought, at);
    if (Object.hasOwn(sought, member.name) && members.some(({ name }) => name === member.name)) throw unusual();
    members.push(member);
    at = endOfSpace(text, member.value.to);
  }
  return { from, to: at + 1, members };
}

function memberAt(text: Buffer, sought: Sought, from: number): Member {
  const end = endOfString(text, from);
  const name = text.toString('latin1', from + 1, end - 1);
  if (name.includes('\\')) throw unusual();
  const start = endOfSpace(text, after(0x3a /* : */, text, endOfSpace(text, end)));
  const inner = Object.hasOwn(sought, name) ? sought[name] : undefined;
  const value = inner ? spanOf(text, inner, start) : { from: start, to: endOfValue(text, start), members: [] };
  return { name, from, value };
}

function endOfValue(text: Buffer, from: number): number {
  switch (text[from]) {
    case 0x22 /* " */:
      return endOfString(text, from);
    case 0x5b /* [ */:
    case 0x7b /* { */:
      return endOfNested(text, from);
    default:
      return endOfWord(text, from);
  }
}

/** With bytes as they are: a constant of the module would be fetched each time, and all take twice as long. */
function endOfNested(text: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    switch (text[at]) {
      case 0x22 /* " */:
        at = endOfString(text, at) - 1;
        break;
      case 0x5b /* [ */:
      case 0x7b /* { */:
        if (++depth > maximumDepth) throw unusual();
        break;
      case 0x5d /* ] */:
      case 0x7d /* } */:
        if (--depth === 0) return at + 1;
    }
  }
  throw unusual();
}

function endOfString(text: Buffer, from: number): number {
  if (text[from] !== 0x22 /* " */) throw unusual();
  for (let at = from + 1; at < text.length; at++) {
    const byte = text[at];
    if (byte === 0x22) return at + 1;
    if (byte === 0x5c /* \ */) {
      at++;
      if (isSurrogate(text, at)) throw unusual();
    }
  }
  throw unusual();
}

/** Whether \ud or \uD is written here. */
function isSurrogate(text: Buffer, at: number): boolean {
  return text[at] === 0x75 && (text[at + 1] === 0x64 || text[at + 1] === 0x44);
}

/** Of a number, true, false or null. */
function endOfWord(text: Buffer, from: number): number {
  let at = from;
  while (at < text.length && !/[\s,\]}]/.test(String.fromCharCode(text[at] ?? 0))) at++;
  return at;
}

function endOfSpace(text: Buffer, from: number): number {
  let at = from;
  while (text[at] === 0x20 || text[at] === 0x0a || text[at] === 0x0d || text[at] === 0x09) at++;
  return at;
}

/** The place behind a byte that has to be there. */
function after(byte: number, text: Buffer, at: number): number {
  if (text[at] !== byte) throw unusual();
  return at + 1;
}

function unusual(): SyntaxError {
  return new SyntaxError('unusual JSON');
}
