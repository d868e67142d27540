import { isUtf8 } from 'node:buffer';

/**
 * Returns the text of bytes as Go's parser decodes it: UTF-8, or UTF-16 with a byte order mark.
 * Removes the mark.
 * @throws Error with line and column of the first invalid byte, 1-based, and a remedy
 */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return swapped(bytes).toString('utf16le', 2);
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw faultAt(bytes, nul, 'is a NUL byte; save the file as UTF-8 if it is text');
  if (!isUtf8(bytes)) throw faultAt(bytes, foreignByte(bytes), 'is not UTF-8; save the file as UTF-8');
  // TextDecoder is not used: its strings take two bytes a letter, also for ASCII.
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** Returns the bytes with each pair swapped. Omits an odd byte at the end. */
function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

/** Returns the offset of the first byte that is not UTF-8. There must be one. */
function foreignByte(bytes: Buffer): number {
  let start = 0;
  let end = bytes.indexOf('\n');
  while (end >= 0 && isUtf8(bytes.subarray(start, end))) {
    start = end + 1;
    end = bytes.indexOf('\n', start);
  }
  const line = bytes.subarray(start, end < 0 ? bytes.length : end);
  const [before = ''] = line.toString('utf8').split('\uFFFD');
  return start + Buffer.byteLength(before);
}

function faultAt(bytes: Buffer, offset: number, words: string): Error {
  const before = bytes.toString('utf8', 0, offset).split('\n');
  return new Error(`line ${before.length}, column ${(before.at(-1) ?? '').length + 1} ${words}`);
}
