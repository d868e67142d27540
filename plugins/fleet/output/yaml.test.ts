import { expect, test } from 'vitest';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import { objectYaml } from './object-yaml.ts';
import { yaml } from './yaml.ts';

const texts = [
  'yes',
  'null',
  '~',
  '<<',
  '1',
  '0x1F',
  '1_000',
  '.inf',
  '1:20',
  '2026-01-02',
  '2026-01-02T03:04:05Z',
  '',
];

test.each(texts)('%j is in quotes, so that every reader takes it for a text', text => {
  expect(yaml({ a: text })).toBe(`a: ${JSON.stringify(text)}`);
});

test.each([
  ...texts,
  'a\n',
  'a\n\n',
  '\n',
  ' a\n',
  'a \nb',
  'a: b',
  '\t',
  '\u001B[31m',
  '\u007F\u0085\u2028\uFEFF\u202E😀',
  '- a',
])('%j is read as it was written, as value and as key', text => {
  for (const write of [yaml, objectYaml]) {
    for (const value of [{ a: text }, { [text]: 1 }, [text]]) {
      expect(parseDocuments(`${write(value)}\n`)).toMatchObject({ documents: [{ value }], problems: [] });
    }
  }
});

test('characters that steer a terminal are escaped', () => {
  expect(yaml('a\u001B\u009B\u202Eb')).toBe(String.raw`"a\e\x9B\u202Eb"`);
});

test('an object has the keys in the order of kubectl, and its lists begin below their names', () => {
  const object = { spec: { b: ['x'], a10: 1, a9: 2, '-': 3 }, kind: 'Pod', apiVersion: 'v1' };
  expect(objectYaml(object)).toBe("apiVersion: v1\nkind: Pod\nspec:\n  '-': 3\n  a9: 2\n  a10: 1\n  b:\n  - x");
});
