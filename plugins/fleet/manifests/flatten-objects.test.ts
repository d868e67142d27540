import { expect, test } from 'vitest';
import { flattenObjects, type Flattened } from './flatten-objects.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';

function flatten(text: string): Flattened[] {
  return parseDocuments(text).documents.flatMap(document => flattenObjects(document));
}

test('an object is itself', () => {
  expect(flatten('# why\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n')).toEqual([
    { line: 2, object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }, path: [] },
  ]);
});

test('a List is its items, each with its own line, at any depth', () => {
  const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
- {apiVersion: v1, kind: List, items: [
    {apiVersion: v1, kind: Secret}]}
`;
  expect(flatten(text)).toEqual([
    { line: 4, object: { apiVersion: 'v1', kind: 'Pod' }, path: ['items', 0] },
    { line: 7, object: { apiVersion: 'v1', kind: 'Secret' }, path: ['items', 1, 'items', 0] },
  ]);
});

test('items of a list of one kind may leave their type out, as the API does', () => {
  const text = JSON.stringify({
    kind: 'DeploymentList',
    apiVersion: 'apps/v1',
    metadata: { resourceVersion: '7' },
    items: [{ metadata: { name: 'a' } }],
  });
  expect(flatten(text)).toEqual([
    { line: 1, object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } }, path: ['items', 0] },
  ]);
});

test('an empty List holds nothing, and a kind that only ends in List is an object', () => {
  expect(flatten('{apiVersion: v1, kind: List, items: []}')).toEqual([]);
  expect(flatten('{apiVersion: a.io/v1, kind: AllowList, spec: {}}')).toEqual([
    { line: 1, object: { apiVersion: 'a.io/v1', kind: 'AllowList', spec: {} }, path: [] },
  ]);
});

test.each([
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, items: [{apiVersion: v1, kind: Pod, metadata: {name: a}}]}',
  '{apiVersion: v1, kind: Pod, spec: {}, items: [{metadata: {name: a}}]}',
  '{kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: a}}]}',
])('whatever has objects as items is a list: %s', text => {
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } };
  expect(flatten(text)).toEqual([{ line: 1, object, path: ['items', 0] }]);
});

test.each(['[]', '[a]', '[{name: a}]', '{a: {metadata: {}}}'])('items %s make no list of another kind', items => {
  const [one] = flatten(`{apiVersion: a.io/v1, kind: Menu, metadata: {name: x}, items: ${items}}`);
  expect(one).toMatchObject({ object: { kind: 'Menu' }, path: [] });
  expect(flatten(`{kind: menu, items: ${items}}`)).toMatchObject([{ isMeant: false }]);
});

test.each([
  ['replicas: 3', 'is not a Kubernetes object: no apiVersion'],
  ['apiVersion: ""\nkind: Pod', 'is not a Kubernetes object: no apiVersion'],
  ['apiVersion: 1\nkind: Pod', 'is not a Kubernetes object: no apiVersion'],
  ['apiVersion: v1', 'is not a Kubernetes object: no kind'],
  ['{metadata: {name: a}, spec: {}}', 'is not a Kubernetes object: no apiVersion'],
  ['just text', 'is not a Kubernetes object: no keys and values'],
  ['- a', 'is not a Kubernetes object: no keys and values'],
])('%j is no object and was not meant as one', (text, message) => {
  expect(flatten(text)).toEqual([{ line: 1, message, isMeant: false }]);
});

test.each([
  ['{kind: Pod, metadata: {name: a}}', 'is not a Kubernetes object: no apiVersion'],
  ['{apiVersion: v1, metadata: {name: a}}', 'is not a Kubernetes object: no kind'],
  ['{apiVersion: v1, kind: List, items: [~]}', 'is not a Kubernetes object: no keys and values'],
  ['{apiVersion: v1, kind: Pod, metadata: a}', 'metadata is not a mapping'],
  ['{apiVersion: v1, kind: Pod, metadata: {name: 123}}', 'metadata.name is not text: 123'],
  ['{apiVersion: v1, kind: Pod, metadata: {namespace: no}}', 'metadata.namespace is not text: false'],
])('%j is no object but was meant as one', (text, message) => {
  expect(flatten(text)).toEqual([{ line: 1, message, isMeant: true }]);
});

test('what is wrong in a List is told beside what is right', () => {
  const text = 'apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n- apiVersion: v1\n  kind: Pod\n';
  expect(flatten(text)).toEqual([
    { line: 4, message: 'is not a Kubernetes object: no apiVersion', isMeant: true },
    { line: 5, object: { apiVersion: 'v1', kind: 'Pod' }, path: ['items', 1] },
  ]);
});
