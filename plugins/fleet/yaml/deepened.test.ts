import { expect, test } from 'vitest';
import { deepened } from './deepened.ts';

test('lines of a stretch become as deep as they must be, and every offset leads back', () => {
  const text = 'a: [\n1,\n  2\r\n\n\t3]\nb: 1\n';
  const deeper = deepened(text, [{ start: 3, end: 17, depth: 2 }], []);
  expect(deeper.text).toBe('a: [\n  1,\n  2\r\n\n  \t3]\nb: 1\n');
  const offsets = Array.from(deeper.text, (_, offset) => deeper.originalOf(offset));
  expect(offsets.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 5, 5, 6, 7]);
  expect(offsets.at(-1)).toBe(text.length - 1);
});

test('what is deep enough stays as it is', () => {
  const text = 'a: [\n  1\n]\n';
  expect(deepened(text, [{ start: 3, end: 8, depth: 1 }], []).text).toBe(text);
});

test('more blanks than memory has room for are not added', () => {
  const text = `a: [${'\n1,'.repeat(100_000)}]\n`;
  expect(deepened(text, [{ start: 3, end: text.length, depth: 1000 }], []).text).toBe(text);
});

test('tabs between tokens become blanks', () => {
  expect(deepened('a:\t[1,\t"\t"]', [], [2, 6]).text).toBe('a: [1, "\t"]');
});
