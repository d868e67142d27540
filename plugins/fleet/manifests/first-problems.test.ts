import { expect, test } from 'vitest';
import { firstProblems } from './first-problems.ts';

const problems = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ file: 'a.yaml', line: index + 1, message: 'torn' }));

test('a hundred problems of a file are all told', () => {
  expect(firstProblems(problems(100))).toEqual(problems(100));
});

test('of more, the others are counted where they begin', () => {
  const more = (message: string) => [...problems(100), { file: 'a.yaml', line: 101, message }];
  expect(firstProblems(problems(101))).toEqual(more('1 more error from here on'));
  expect(firstProblems(problems(3000).toReversed())).toEqual(more('2900 more errors from here on'));
});
