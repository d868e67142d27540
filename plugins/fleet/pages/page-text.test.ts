import { expect, test } from 'vitest';
import { pageText } from './page-text.ts';
import { page } from './page.fixture.ts';

test('a page is indented below its title and headings, without the signs of Markdown', () => {
  expect(pageText(page, 80)).toBe(`No pets

  action         deny
  needs to see   object

  Whoever names a Node keeps a pet (herd/herd (https://github.com/herd/herd)).

Refused
  A pet.

  kind: Pet
  spec: {}

Known misses
  - a pet that nobody has named until now
  - a cat

Marks
  label   means         source
  a|b     it is a pet   src/pet.go`);
});

test('further lines of an item stand below its first', () => {
  expect(pageText(page, 30)).toContain('  - a pet that nobody has\n    named until now\n  - a cat\n');
});

test('the last column is wrapped, and a table without room for it is a paragraph for each row', () => {
  const table = { heads: ['label', 'means', 'source'], rows: [['pet', 'it is a pet', 'where pets are kept by name']] };
  const marks = { ...page, facts: {}, blocks: [], sections: [{ heading: 'Marks', blocks: [{ table }] }] };
  expect(pageText(marks, 48).split('\n').slice(2)).toEqual([
    'Marks',
    '  label   means         source',
    '  pet     it is a pet   where pets are kept by',
    '                        name',
  ]);
  expect(pageText(marks, 40).split('\n').slice(3)).toEqual([
    '  pet',
    '    means   it is a pet',
    '    source  where pets are kept by name',
  ]);
});
