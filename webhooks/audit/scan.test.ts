import { expect, test } from 'vitest';
import type { Position } from './position.ts';
import { scan } from './scan.ts';

const kind = (type: string) => ({ type, apiVersion: 'v1', kind: type, namespaced: true, path: `/${type}` });
const kinds = ['a', 'b', 'c'].map(kind);

/** Scans three kinds of which the second has twelve pages. */
async function scanning(position: Position, failing = '') {
  const read: string[] = [];
  const followed: string[] = [];
  const kept: Position[] = [];
  const problems: string[][] = [];
  const objects = await scan(kinds, {
    position,
    signal: new AbortController().signal,
    read: async ({ type }, { from, onPage }) => {
      read.push(`${type} ${from ?? 'from its beginning'}`);
      if (type === failing) throw new Error('refused');
      const pages = type === 'b' ? 12 : 1;
      for (let page = 1; page <= pages; page++) await onPage(page < pages ? `page ${page + 1}` : undefined, 10);
      return `version of ${type}`;
    },
    onRead: ({ type }, version) => followed.push(`${type} ${version}`),
    checkpoint: () => Promise.resolve(void kept.push(structuredClone(position))),
    onProblem: told => problems.push([...told]),
  });
  return { objects, read, followed, kept, problems };
}

test('every kind is read and then followed, and the position kept after some pages', async () => {
  expect(await scanning({ grounds: 'g', done: {} })).toEqual({
    objects: 140,
    read: ['a from its beginning', 'b from its beginning', 'c from its beginning'],
    followed: ['a version of a', 'b version of b', 'c version of c'],
    kept: [{ grounds: 'g', done: { a: 'version of a' }, current: { type: 'b', next: 'page 10' } }],
    problems: [[]],
  });
});

test('a scan that was broken off goes on where it was, and what was read is only followed', async () => {
  const position = { grounds: 'g', done: { a: 'old version' }, current: { type: 'b', next: 'page 10' } };
  expect(await scanning(position)).toMatchObject({
    read: ['b page 10', 'c from its beginning'],
    followed: ['a old version', 'b version of b', 'c version of c'],
  });
});

test('a kind that cannot be read is told and left out', async () => {
  expect(await scanning({ grounds: 'g', done: {} }, 'b')).toMatchObject({
    followed: ['a version of a', 'c version of c'],
    problems: [['/b: refused']],
  });
});
