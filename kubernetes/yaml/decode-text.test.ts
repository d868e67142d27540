import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

test('a byte order mark is no part of the text', () => {
  expect(decodeText(Buffer.from('\uFEFFa: ü'))).toBe('a: ü');
  expect(decodeText(Buffer.from(''))).toBe('');
});

test('UTF-16 is known by its byte order mark', () => {
  const little = Buffer.from('\uFEFFa: ü😀\n', 'utf16le');
  expect(decodeText(little)).toBe('a: ü😀\n');
  expect(decodeText(Buffer.from(little).swap16())).toBe('a: ü😀\n');
  expect(decodeText(Buffer.from([0xfe, 0xff, 0, 0x61, 0]))).toBe('a');
});

test.each([
  { bytes: Buffer.from('a: 1\nb: \0'), fault: 'line 2, column 4 is a NUL byte; save the file as UTF-8 if it is text' },
  {
    bytes: Buffer.from('a: 1', 'utf16le'),
    fault: 'line 1, column 2 is a NUL byte; save the file as UTF-8 if it is text',
  },
  { bytes: Buffer.from('a: 1\nb: Müller', 'latin1'), fault: 'line 2, column 5 is not UTF-8; save the file as UTF-8' },
  { bytes: Buffer.from([0x61, 0xc3]), fault: 'line 1, column 2 is not UTF-8; save the file as UTF-8' },
])('$fault', ({ bytes, fault }) => {
  expect(() => decodeText(bytes)).toThrow(new Error(fault));
});
