/** The few pieces of ASN.1 in its DER form (X.690) that a certificate is made of. */

function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

/** Below 128 one byte, otherwise the number of bytes that follow and then these, as few as do: Go refuses one more. */
function lengthOf(content: Buffer): Buffer {
  if (content.length < 0x80) return Buffer.from([content.length]);
  const bytes = Buffer.from(content.length < 0x100 ? [content.length] : [content.length >> 8, content.length & 0xff]);
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => element(0x31, ...parts);
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0x00]));
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text));
export const octets = (content: Uint8Array): Buffer => element(0x04, content);

/** A positive number; a byte is put in front where its first bit would be taken for a sign. */
export function integer(bytes: Uint8Array): Buffer {
  const sign = (bytes[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0);
  return element(0x02, sign, bytes);
}

/** Whole bytes; `unused` is how many bits of the last one do not count. */
export const bits = (bytes: Uint8Array, unused = 0): Buffer => element(0x03, Buffer.from([unused]), bytes);

/** [number] of a structure; what is inside keeps its own tag. */
export const explicit = (number: number, content: Uint8Array): Buffer => element(0xa0 | number, content);

/** [number] instead of the tag of a plain value. */
export const implicit = (number: number, content: Uint8Array): Buffer => element(0x80 | number, content);

/** UTC time, to the second; only for years before 2050. */
export function time(date: Date): Buffer {
  return element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
}

/** An object identifier from its dotted form. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
  const digits = [number & 0x7f];
  for (let rest = number >> 7; rest > 0; rest >>= 7) digits.unshift(0x80 | (rest & 0x7f));
  return digits;
}
