import { expect, test } from 'vitest';
import { notFollowedNotes } from './not-followed.ts';

function entries(reason: string, names: readonly string[]) {
  return names.map(name => ({ object: `Application ${name}`, reason, source: { file: 'a.yaml', line: 1 } }));
}

test('a few objects are named each with the reason', () => {
  expect(notFollowedNotes(entries('its path is templated', ['a', 'b']))).toEqual([
    'note: Application a: its path is templated',
    'note: Application b: its path is templated',
  ]);
});

test('many of one reason are one note with the first of them', () => {
  const all = [...entries('one', ['a', 'b', 'c', 'd', 'e']), ...entries('other', ['a'])];
  expect(notFollowedNotes(all)).toEqual([
    'note: 5 objects were not followed: one: Application a, Application b,\n  Application c and 2 more',
    'note: Application a: other',
  ]);
});

test('of many reasons the first are told', () => {
  const all = Array.from({ length: 15 }, (_, index) => entries(`there is no folder ${index} here`, ['a'])).flat();
  const notes = notFollowedNotes(all);
  expect([notes.length, notes.at(-1)]).toEqual([11, 'note: 5 more notes are in the report of -o json']);
});
