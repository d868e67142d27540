import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationPatch } from './patch.ts';

const additions = { 'kubectl-fleet.io/owner': 'shop', 'kubectl-fleet.io/cluster': 'eu-1' };

test('without annotations the whole map is added, because a step below a missing parent fails the request', () => {
  const value = { 'kubectl-fleet.io/cluster': 'eu-1', 'kubectl-fleet.io/owner': 'shop' };
  for (const annotations of [undefined, null]) {
    expect(annotationPatch({ metadata: { name: 'a', annotations } }, additions)).toEqual([
      { op: 'add', path: '/metadata/annotations', value },
    ]);
  }
});

test('beside other annotations each is added by itself, its key escaped', () => {
  expect(annotationPatch({ metadata: { annotations: {} } }, { 'a/b~c': 'x' })).toEqual([
    { op: 'add', path: '/metadata/annotations/a~1b~0c', value: 'x' },
  ]);
});

test('an annotation that is there is left alone, even when it is empty', () => {
  const annotations = { 'kubectl-fleet.io/owner': '', 'kubectl-fleet.io/cluster': 'us-1' };
  expect(annotationPatch({ metadata: { annotations } }, additions)).toEqual([]);
});

test('there is nothing to add to: no object, no metadata, metadata or annotations of another type', () => {
  for (const object of [null, {}, { metadata: null }, { metadata: 'x' }, { metadata: { annotations: 'x' } }]) {
    expect(annotationPatch(object, additions)).toEqual([]);
  }
});

test('every addition is made once, below metadata.annotations, and none over another', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString'));
  fc.assert(
    fc.property(fc.dictionary(key, fc.string()), fc.dictionary(key, fc.string()), (present, wanted) => {
      const steps = annotationPatch({ metadata: { annotations: present } }, wanted);
      const missing = Object.keys(wanted).filter(name => !Object.hasOwn(present, name));
      const keys = steps.map(({ path }) =>
        path.replace('/metadata/annotations/', '').replaceAll('~1', '/').replaceAll('~0', '~'),
      );
      expect(keys.toSorted()).toEqual(missing.toSorted());
    }),
  );
});
