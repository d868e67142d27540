import { expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { scanKinds } from './scan.ts';

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
async function scanning(checkpoint: Checkpoint, failing = '') {
  const read: string[] = [];
  const watched: string[] = [];
  const saved: Checkpoint[] = [];
  const problems: string[][] = [];
  const objects = await scanKinds(kinds, {
    checkpoint,
    signal: new AbortController().signal,
    read: ({ type }, onPage) => {
      read.push(type);
      if (type === failing) return Promise.reject(new Error('refused'));
      const pages = type === 'b' ? 12 : 1;
      for (let page = 1; page <= pages; page++) onPage(10);
      return Promise.resolve(`version of ${type}`);
    },
    onRead: ({ type }, version) => watched.push(`${type} ${version}`),
    saveCheckpoint: () => Promise.resolve(void saved.push(structuredClone(checkpoint))),
    onProblem: told => problems.push([...told]),
  });
  return { objects, read, watched, saved, problems };
}

test('every kind is read and then watched, and a checkpoint is saved after many pages', async () => {
  expect(await scanning({ inputs: 'g', done: {} })).toEqual({
    objects: 140,
    read: ['a', 'b', 'c'],
    watched: ['a version of a', 'b version of b', 'c version of c'],
    saved: [{ inputs: 'g', done: { a: 'version of a', b: 'version of b' } }],
    problems: [[]],
  });
});

test('an interrupted scan goes on with the first kind that was not read, and kinds that were read are only watched', async () => {
  const checkpoint = { inputs: 'g', done: { a: 'old version' } };
  expect(await scanning(checkpoint)).toMatchObject({
    read: ['b', 'c'],
    watched: ['a old version', 'b version of b', 'c version of c'],
  });
});

test('a kind that cannot be read is reported and left out', async () => {
  expect(await scanning({ inputs: 'g', done: {} }, 'b')).toMatchObject({
    watched: ['a version of a', 'c version of c'],
    problems: [['/b: refused']],
  });
});
