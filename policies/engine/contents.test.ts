import { expect, test } from 'vitest';
import { withoutContents } from './contents.ts';

const contents = { '/ConfigMap': ['data', 'binaryData'] };
const configMap = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data,
});

test('values are blanked, and what was sent stays as it was', () => {
  const object = configMap({ password: 'secret', empty: '' });
  expect(withoutContents(object, null, contents)).toEqual({
    object: configMap({ password: '', empty: '' }),
    oldObject: null,
  });
  expect(object).toEqual(configMap({ password: 'secret', empty: '' }));
});

test('it stays visible which values are other ones than before', () => {
  const object = configMap({ a: 'new', b: 'same', added: 'x' });
  const oldObject = configMap({ a: 'old', b: 'same', removed: 'y' });
  expect(withoutContents(object, oldObject, contents)).toEqual({
    object: configMap({ a: 'changed', b: '', added: 'changed' }),
    oldObject: configMap({ a: '', b: '', removed: '' }),
  });
});

test('what is deleted is there as the old object alone, and is blanked too', () => {
  const oldObject = configMap({ password: 'secret' });
  expect(withoutContents(null, oldObject, contents)).toEqual({ object: null, oldObject: configMap({ password: '' }) });
});

test('other kinds are passed on as they are, also those of the same name in another group', () => {
  const object = { ...configMap({ a: 'x' }), apiVersion: 'example.com/v1' };
  expect(withoutContents(object, null, contents).object).toBe(object);
  expect(withoutContents({ spec: {} }, null, contents).object).toEqual({ spec: {} });
});

test('contents that are no map are passed on', () => {
  const object = { ...configMap({}), data: 'nonsense' };
  expect(withoutContents(object, null, contents).object).toEqual(object);
});
