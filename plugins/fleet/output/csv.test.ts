import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test('cells with commas, quotes and line breaks are quoted, lines end as in RFC 4180', () => {
  const rows = [
    ['APP', 'VERSION'],
    ['a,b', 'say "hi"'],
    ['two\nlines', ''],
  ];
  expect(csv(rows)).toBe('APP,VERSION\r\n"a,b","say ""hi"""\r\n"two\nlines",\r');
});

test.each(['=cmd|calc', '+1', '-1', '@SUM(A1)'])('%s is no formula', cell => {
  expect(csv([[cell]])).toBe(`'${cell}\r`);
});

test('controls of the terminal are visible', () => {
  expect(csv([['\u001B[31m\u202E']])).toBe('^[[31m<U+202E>\r');
});
