import { expect, test } from 'vitest';
import { cellWidth, cutToWidth } from './cell-width.ts';

test.each([
  ['', 0],
  ['cart', 4],
  ['größe', 5],
  ['日本', 4],
  ['ｃａｒｔ', 8],
  ['e\u0301', 1],
  ['👩\u200D🚀', 2],
  ['🇩🇪', 2],
  ['❤\uFE0F', 2],
  ['❤', 1],
  ['1\uFE0F\u20E3', 2],
  ['नि', 2],
  ['한국', 4],
  ['a\u200Db', 2],
])('%s takes %i columns', (text, width) => {
  expect(cellWidth(text)).toBe(width);
});

test.each([
  ['cart', 4, 'cart'],
  ['cart', 3, 'ca…'],
  ['cart', 1, '…'],
  ['cart', 0, ''],
  ['日本語', 5, '日本…'],
  ['日本語', 4, '日…'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ['👩\u200D🚀👩\u200D🚀', 3, '👩\u200D🚀…'],
])('%s in %i columns is %s', (text, width, cut) => {
  expect(cutToWidth(text, width)).toBe(cut);
});
