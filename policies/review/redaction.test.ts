import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { redactor } from './redaction.ts';

const { redact } = redactor({
  kinds: {
    '/ConfigMap': [['data'], ['binaryData']],
    '/Secret': [['data'], ['stringData']],
    'example.com/Files': [['spec', 'files', '*', 'content']],
  },
  plain: ['', 'apps'],
});
const configMap = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data,
});

test('values are blanked, and what was sent stays as it was', () => {
  const object = configMap({ password: 'secret', empty: '' });
  expect(redact(object, null)).toEqual({
    object: configMap({ password: '', empty: '' }),
    oldObject: null,
  });
  expect(object).toEqual(configMap({ password: 'secret', empty: '' }));
});

test('it stays visible which values are other ones than before', () => {
  const object = configMap({ a: 'new', b: 'same', added: 'x' });
  const oldObject = configMap({ a: 'old', b: 'same', removed: 'y' });
  expect(redact(object, oldObject)).toEqual({
    object: configMap({ a: 'changed', b: '', added: 'changed' }),
    oldObject: configMap({ a: '', b: '', removed: '' }),
  });
});

test('what is deleted is there as the old object alone, and is blanked too', () => {
  const oldObject = configMap({ password: 'secret' });
  expect(redact(null, oldObject)).toEqual({ object: null, oldObject: configMap({ password: '' }) });
});

test('plain kinds are passed on as they are, whatever they hold', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', spec: { secret: configMap({ a: 'x' }) } };
  expect(redact(pod, null).object).toBe(pod);
  const other = { ...configMap({ a: 'x' }), apiVersion: 'example.com/v1' };
  expect(redact(other, null).object).toEqual(other);
  expect(redact({ spec: {} }, null).object).toEqual({ spec: {} });
});

test('contents that are no map are blanked too', () => {
  expect(redact({ ...configMap({}), data: 'nonsense' }, null).object).toEqual({ ...configMap({}), data: '' });
});

const carrier = (spec: unknown) => ({ apiVersion: 'example.com/v1', kind: 'Work', metadata: { name: 'a' }, spec });

test('values are blanked wherever a carrier has such an object, and told from those of the object of the same name', () => {
  const secret = (name: string, value: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    data: { value },
  });
  const list = (...items: unknown[]) => carrier({ manifests: [{ apiVersion: 'v1', kind: 'List', items }] });
  expect(redact(list(secret('a', '1'), secret('b', '2')), list(secret('b', '2'), secret('a', '0')))).toEqual({
    object: list(secret('a', 'changed'), secret('b', '')),
    oldObject: list(secret('b', ''), secret('a', '')),
  });
});

test('items of a typed list need no type', () => {
  const list = (password: string) => ({ apiVersion: 'v1', kind: 'SecretList', items: [{ stringData: { password } }] });
  expect(redact(list('hunter2'), null).object).toEqual(list(''));
});

test('paths lead through lists', () => {
  const files = (content: string) => ({ ...carrier({ files: [{ name: 'a', content }] }), kind: 'Files' });
  expect(redact(files('new'), files('old')).object).toEqual(files('changed'));
});

const manifest = 'apiVersion: v1\nkind: Secret\nstringData: {password: hunter2}\n';
test.each([
  ['YAML', manifest],
  ['JSON', '{"apiVersion":"v1","kind":"Secret","stringData":{"password":"hunter2"}}'],
  ['JSON in JSON', JSON.stringify('{"apiVersion":"v1","kind":"SecretList","items":[]}')],
  ['base64', Buffer.from(manifest).toString('base64')],
  ['compressed', gzipSync(manifest).toString('base64')],
])('texts that hold a manifest of one are blanked: %s', (_, text) => {
  expect(redact(carrier({ text }), null).object).toEqual(carrier({ text: '' }));
});

test.each([
  'kind: SecretStore, and more of it',
  'a kind of Secret that is none',
  'c29tZXRoaW5nIGVsc2UgdGhhdCBpcyBsb25n',
])('other texts stay: %s', text => {
  expect(redact(carrier({ text }), null).object).toEqual(carrier({ text }));
});
