import { expect, test } from 'vitest';
import type { ComparisonData } from './comparison-data.ts';
import { ignoredFields } from './ignored-fields.ts';

const uid = { path: ['metadata', 'uid'] };
const data: ComparisonData = { fields: [uid], kinds: {}, objects: [], hashed: [], ordered: {}, defaults: [] };
const none = { 'all-fields': false, 'show-status': false, ignore: [] };
type Flags = Parameters<typeof ignoredFields>[1];

function pathsOf(flags: Partial<Flags>) {
  return ignoredFields(data, { ...none, ...flags }).map(({ path }) => path);
}

test('the status and the fields of the data are left out, unless flags say otherwise', () => {
  expect(pathsOf({})).toEqual([['metadata', 'uid'], ['status']]);
  expect(pathsOf({ 'all-fields': true })).toEqual([['status']]);
  expect(pathsOf({ 'all-fields': true, 'show-status': true })).toEqual([]);
});

test.each([
  ['spec.replicas', ['spec', 'replicas']],
  ['.spec.replicas', ['spec', 'replicas']],
  ["metadata.annotations['example.com/it\\'s']", ['metadata', 'annotations', "example.com/it's"]],
  ['metadata.annotations["example.com/x"]', ['metadata', 'annotations', 'example.com/x']],
  ['metadata.annotations.example\\.com/x', ['metadata', 'annotations', 'example.com/x']],
  ['spec.containers[name=app].image', ['spec', 'containers', '[name=app]', 'image']],
  ['rules[24].verbs[0]', ['rules', '[24]', 'verbs', '[0]']],
])('%s', (text, path) => {
  expect(pathsOf({ 'all-fields': true, 'show-status': true, ignore: [text] })).toEqual([path]);
});

test.each(['', '.', '[', 'spec..x', 'a[]', "a['b"])('%j is no path', text => {
  expect(() => pathsOf({ ignore: [text] })).toThrow('expected a path such as spec.replicas');
});
