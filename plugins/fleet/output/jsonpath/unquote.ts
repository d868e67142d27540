import { TemplateFault } from './template.ts';

const simple: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const escape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))|[^\\]+/gsuy;

/**
 * Returns the text of a quoted literal of a template. The escapes are those of Go; a quote of the
 * kind around the literal has to be escaped, and the other kind must not be.
 * @param literal with its quotes, which are the same
 * @throws TemplateFault
 */
export function unquote(literal: string): string {
  const [quote = ''] = literal;
  const inner = literal.slice(1, -1);
  if (!inner.includes('\\') && !inner.includes(quote)) return inner;
  const fault = () => new TemplateFault(`unquote string ${literal} error invalid syntax`);
  const parts: Buffer[] = [];
  let end = 0;
  for (const match of inner.matchAll(escape)) {
    const [whole] = match;
    end += whole.length;
    const part = whole.startsWith('\\')
      ? escaped(match, quote)
      : whole.includes(quote)
        ? undefined
        : Buffer.from(whole);
    if (part === undefined) throw fault();
    parts.push(part);
  }
  if (end < inner.length) throw fault();
  return Buffer.concat(parts).toString('utf8');
}

/** Returns the bytes of one escape; \\x and octal escapes are single bytes, as in Go. */
function escaped([, hex, short, long, octal, character = '']: RegExpExecArray, quote: string): Buffer | undefined {
  if (hex !== undefined) return Buffer.from(hex, 'hex');
  if (octal !== undefined) return Number.parseInt(octal, 8) > 0xff ? undefined : Buffer.of(Number.parseInt(octal, 8));
  const digits = short ?? long;
  const text = digits === undefined ? single(character, quote) : characterOf(Number.parseInt(digits, 16));
  return text === undefined ? undefined : Buffer.from(text);
}

function single(character: string, quote: string): string | undefined {
  return character === quote ? quote : simple[character];
}

function characterOf(point: number): string | undefined {
  const isCharacter = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : undefined;
}
