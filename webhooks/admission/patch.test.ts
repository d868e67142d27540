import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metadataPatch } from './patch.ts';

const annotations = { 'kubectl-fleet.io/owned-by': 'shop', 'kubectl-fleet.io/cluster': 'eu-1' };
const changes = { labels: {}, annotations };

test('without annotations the whole map is added, because a step below a missing parent fails the request', () => {
  const value = { 'kubectl-fleet.io/cluster': 'eu-1', 'kubectl-fleet.io/owned-by': 'shop' };
  for (const none of [undefined, null]) {
    expect(metadataPatch({ metadata: { name: 'a', annotations: none } }, changes)).toEqual([
      { op: 'add', path: '/metadata/annotations', value },
    ]);
  }
});

test('beside other annotations each is set by itself, its key escaped', () => {
  const object = { metadata: { annotations: { 'a/b~c': 'w' } } };
  expect(metadataPatch(object, { labels: {}, annotations: { 'a/b~c': 'x' } })).toEqual([
    { op: 'add', path: '/metadata/annotations/a~1b~0c', value: 'x' },
  ]);
});

test('labels change as annotations do', () => {
  const object = { metadata: { labels: { team: 'a', owner: 'b' } } };
  expect(metadataPatch(object, { labels: { team: null, owner: 'c' }, annotations: {} })).toEqual([
    { op: 'add', path: '/metadata/labels/owner', value: 'c' },
    { op: 'remove', path: '/metadata/labels/team' },
  ]);
});

test('what is not there is not removed, because that would fail the request', () => {
  const removed = { labels: { a: null }, annotations: { toString: null } };
  expect(metadataPatch({ metadata: { labels: {} } }, removed)).toEqual([]);
});

test('there is nothing to change: no object, no metadata, metadata or annotations of another type', () => {
  for (const object of [null, {}, { metadata: null }, { metadata: 'x' }, { metadata: { annotations: 'x' } }]) {
    expect(metadataPatch(object, changes)).toEqual([]);
  }
});

test('after the steps every key has the value that it has to have, and all others are as before', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString'));
  const value = fc.oneof(fc.string(), fc.constant(null));
  fc.assert(
    fc.property(fc.dictionary(key, fc.string()), fc.dictionary(key, value), (present, wanted) => {
      const after = new Map(Object.entries(present));
      for (const step of metadataPatch({ metadata: { annotations: present } }, { labels: {}, annotations: wanted })) {
        const name = step.path.replace('/metadata/annotations/', '').replaceAll('~1', '/').replaceAll('~0', '~');
        if (step.op === 'add' && typeof step.value === 'string') after.set(name, step.value);
        else expect(after.delete(name)).toBe(true);
      }
      const expected = new Map([...Object.entries(present), ...Object.entries(wanted)]);
      expect(after).toEqual(new Map([...expected].filter(([, text]) => text !== null)));
    }),
  );
});
