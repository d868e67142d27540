import { expect, test } from 'vitest';
import type { Position } from './position.ts';
import { scan } from './scan.ts';

const kind = (type: string) => ({
  type,
  apiVersion: 'v1',
  kind: type,
  namespaced: true,
  refused: true,
  path: `/${type}`,
});
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
    read: ({ type }, onPage) => {
      read.push(type);
      if (type === failing) return Promise.reject(new Error('refused'));
      const pages = type === 'b' ? 12 : 1;
      for (let page = 1; page <= pages; page++) onPage(10);
      return Promise.resolve(`version of ${type}`);
    },
    onRead: ({ type }, version) => followed.push(`${type} ${version}`),
    checkpoint: () => Promise.resolve(void kept.push(structuredClone(position))),
    onProblem: told => problems.push([...told]),
  });
  return { objects, read, followed, kept, problems };
}

test('every kind is read and then followed, and the position kept where many pages are done', async () => {
  expect(await scanning({ grounds: 'g', done: {} })).toEqual({
    objects: 140,
    read: ['a', 'b', 'c'],
    followed: ['a version of a', 'b version of b', 'c version of c'],
    kept: [{ grounds: 'g', done: { a: 'version of a', b: 'version of b' } }],
    problems: [[]],
  });
});

test('a scan that was broken off goes on with the kind that it was at, and what was read is only followed', async () => {
  const position = { grounds: 'g', done: { a: 'old version' } };
  expect(await scanning(position)).toMatchObject({
    read: ['b', 'c'],
    followed: ['a old version', 'b version of b', 'c version of c'],
  });
});

test('a kind that cannot be read is told and left out', async () => {
  expect(await scanning({ grounds: 'g', done: {} }, 'b')).toMatchObject({
    followed: ['a version of a', 'c version of c'],
    problems: [['/b: refused']],
  });
});
