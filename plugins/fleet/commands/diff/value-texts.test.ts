import { expect, test } from 'vitest';
import { valueTexts } from './value-texts.ts';

test.each([
  { values: [1, true, undefined], texts: ['1', 'true', 'missing'] },
  {
    values: ['cart:1', '1', '', 'true', 'missing', ' a'],
    texts: ['cart:1', '"1"', '""', '"true"', '"missing"', '" a"'],
  },
  { values: [{ a: [1] }, undefined], texts: ['{"a":[1]}', 'missing'] },
])('$values', ({ values, texts }) => {
  expect(valueTexts(values, 40)).toEqual(texts);
});

test('a long value is shown around the place that differs', () => {
  const image = (digest: string) => `registry.example.com/shop/cart@sha256:${digest}`;
  expect(valueTexts([image('1234567890'), image('9934567890')], 30)).toEqual([
    '...cart@sha256:1234567890',
    '...cart@sha256:9934567890',
  ]);
  expect(valueTexts(['a'.repeat(50), 'b'.repeat(50)], 10)).toEqual(['aaaaaaa...', 'bbbbbbb...']);
});

test('of texts with several lines the first one that differs is shown', () => {
  expect(valueTexts(['a\nb\nc', 'a\nx\nc', 'a', undefined], 40)).toEqual([
    'line 2: b',
    'line 2: x',
    'ends before line 2',
    'missing',
  ]);
});
