import { expect, test } from 'vitest';
import { words } from './words.ts';

test('words stand in their order, and name no word that is not there', () => {
  const names = Object.keys(words);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
  const others = Object.values(words).flatMap(({ see = [] }) => see);
  expect(others.filter(other => !names.includes(other))).toEqual([]);
  expect(others.length).toBeGreaterThan(20);
});

test('what a word means is one sentence without its end', () => {
  expect(Object.values(words).filter(({ means }) => /\.$|\. /.test(means.replaceAll('e.g. ', '')))).toEqual([]);
});
