import { expect, test } from 'vitest';
import { nearest } from './suggestion.ts';

const words = ['clusters', 'get', 'versions', 'lint', 'version'];

test.each([
  { word: 'cluster', meant: 'clusters' },
  { word: 'clusetrs', meant: 'clusters' },
  { word: 'gte', meant: 'get' },
  { word: 'lnit', meant: 'lint' },
  { word: 'delete', meant: undefined },
  { word: 'apply', meant: undefined },
])('who types $word means $meant', ({ word, meant }) => {
  expect(nearest(word, words)).toBe(meant);
});
