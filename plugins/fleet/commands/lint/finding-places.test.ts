import { expect, test } from 'vitest';
import { findingPlaces } from './finding-places.ts';
import { parseDocuments } from '../../../../kubernetes/yaml/parse-documents.ts';

const text = `apiVersion: v1
kind: List
items:
  - metadata:
      labels:
        karmada.io/managed: "true"
        app: a
    spec:
      tolerations: [{key: a}, {key: b}]
`;

function manifest(path: (string | number)[]) {
  const [document] = parseDocuments(text).documents;
  if (document === undefined) throw new Error('the text has a document');
  return { object: {}, source: { file: 'a.yaml', line: 4 }, text: { document, path } };
}

test('a path as rules write it is found in the text, from the object on', () => {
  const placeOf = findingPlaces();
  const item = manifest(['items', 0]);
  expect(placeOf(item, 'metadata.labels[karmada.io/managed]')).toEqual({ line: 6, column: 9 });
  expect(placeOf(item, 'spec.tolerations[1]')).toEqual({ line: 9, column: 31 });
  expect(placeOf(item, '')).toEqual({ line: 4, column: 5 });
  expect(placeOf(manifest([]), 'kind')).toEqual({ line: 2, column: 1 });
});

test('what is not in the text has the place of what is around it', () => {
  expect(findingPlaces()(manifest(['items', 0]), 'metadata.annotations[a]')).toEqual({ line: 4, column: 5 });
});

test('what stands in no file has no place', () => {
  expect(findingPlaces()({ object: {}, source: { file: 'chart' } }, 'spec')).toBeUndefined();
});
