import { expect, test } from 'vitest';
import { errorText } from './error.ts';

test('a problem of a single line is one line, however long', () => {
  const message = 'a word '.repeat(30).trim();
  expect(errorText({ file: 'a.yaml', line: 1, column: 2, message })).toBe(`error: a.yaml:1:2: ${message}`);
  expect(errorText({ file: 'web', message })).toBe(`error: web: ${message}`);
});

test('why a program failed keeps its lines, which fit a terminal', () => {
  const message = `helm template: web/a.yaml:1:2\n  executing:\n    ${'nil pointer '.repeat(8).trim()}`;
  expect(errorText({ file: 'web', message })).toBe(`error: web: helm template: web/a.yaml:1:2
    executing:
      nil pointer nil pointer nil pointer nil pointer nil pointer nil pointer
      nil pointer nil pointer`);
});
