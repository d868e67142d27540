import { expect, test } from 'vitest';
import { deepened } from './deepened.ts';

test('lines of a stretch become as deep as they must be, and every offset leads back', () => {
  const text = 'a: [\n1,\n  2\r\n\n\t3]\nb: 1\n';
  const deeper = deepened(text, [{ start: 3, end: 17, depth: 2 }], [], 9);
  if (deeper === undefined) throw new Error('refused');
  expect(deeper.added).toBe(4);
  expect(deeper.text).toBe('a: [\n  1,\n  2\r\n\n  \t3]\nb: 1\n');
  const offsets = Array.from(deeper.text, (_, offset) => deeper.originalOf(offset));
  expect(offsets.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 5, 5, 6, 7]);
  expect(offsets.at(-1)).toBe(text.length - 1);
});

test('what is deep enough stays as it is', () => {
  const text = 'a: [\n  1\n]\n';
  expect(deepened(text, [{ start: 3, end: 8, depth: 1 }], [], 9)?.text).toBe(text);
});

test('more blanks than are allowed are not added', () => {
  const text = `a: [${'\n1,'.repeat(10)}]\n`;
  const stretches = [{ start: 3, end: text.length, depth: 5 }];
  expect(deepened(text, stretches, [], 50)?.added).toBe(50);
  expect(deepened(text, stretches, [], 49)).toBeUndefined();
});

test('tabs between tokens become blanks', () => {
  expect(deepened('a:\t[1,\t"\t"]', [], [2, 6], 0)?.text).toBe('a: [1, "\t"]');
});
