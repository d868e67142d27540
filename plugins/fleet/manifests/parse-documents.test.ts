import { expect, test } from 'vitest';
import { parseDocuments } from './parse-documents.ts';

/** Value and line of each document. */
function valuesOf(text: string): [unknown, number][] {
  const { documents, problems } = parseDocuments(text);
  expect(problems).toEqual([]);
  return documents.map(({ value, line }) => [value, line]);
}

function problemsOf(text: string): string[] {
  return parseDocuments(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test('a document begins at its first key', () => {
  expect(valuesOf('# a comment\n\na: 1\n---\n# another\n\nb: 2\n')).toEqual([
    [{ a: 1 }, 3],
    [{ b: 2 }, 7],
  ]);
});

test('a document may begin behind its marker, indented, or after the end of another', () => {
  expect(valuesOf('%YAML 1.2\n--- {a: 1}\n---   # why\n  b: 1\n  c: 2\n...\n# and\nd: 1\n')).toEqual([
    [{ a: 1 }, 2],
    [{ b: 1, c: 2 }, 4],
    [{ d: 1 }, 8],
  ]);
});

test.each(['', '\n\n', '# only a comment\n', '---\n', '---\n# only a comment\n---\n...\n', '---\n---\n'])(
  'what is empty holds no document: %j',
  text => {
    expect(valuesOf(text)).toEqual([]);
  },
);

test('lines of Windows are lines', () => {
  expect(valuesOf('a: 1\r\n---\r\nb: |\r\n  x\r\n  y\r\n')).toEqual([
    [{ a: 1 }, 1],
    [{ b: 'x\ny\n' }, 3],
  ]);
});

test('JSON is read, and each of several values keeps its line', () => {
  expect(valuesOf('{\n\t"a": "\\ud83d\\ude00\\/"\n}\n')).toEqual([[{ a: '😀/' }, 1]]);
  expect(valuesOf('{"a":1}\n{"b":2}\n\n{\n "c":3}')).toEqual([
    [{ a: 1 }, 1],
    [{ b: 2 }, 2],
    [{ c: 3 }, 4],
  ]);
});

test('places are those of the whole text', () => {
  const { documents } = parseDocuments('a: 1\n---\n# why\n  b:\n    - x: 1\n  c: 2\n--- {d:\n e}\n...\nf: 1\n');
  const places = documents.map(({ readPlaces }) => readPlaces());
  expect([places[1]?.([]), places[1]?.(['b', 0, 'x']), places[1]?.(['c'])]).toEqual([
    { line: 4, column: 3 },
    { line: 5, column: 7 },
    { line: 6, column: 3 },
  ]);
  expect([places[0]?.(['a']), places[2]?.(['d']), places[3]?.(['f'])]).toEqual([
    { line: 1, column: 1 },
    { line: 7, column: 6 },
    { line: 10, column: 1 },
  ]);
});

test('places in JSON are those of the whole text', () => {
  const [, second] = parseDocuments('{"a":1}\n  {"b":\n{"c":3}}').documents;
  expect(second?.line).toBe(2);
  expect(second?.readPlaces()(['b', 'c'])).toEqual({ line: 3, column: 2 });
});

test('a document that is broken is a problem, and those beside it are read', () => {
  const { documents, problems } = parseDocuments('a: 1\n b: 2\n---\nok: 1\n---\nc: [1\n---\nok: 2\n');
  expect(documents.map(({ value, line }) => [value, line])).toEqual([
    [{ ok: 1 }, 4],
    [{ ok: 2 }, 8],
  ]);
  expect(problems).toEqual([
    { line: 2, column: 3, message: 'bad indentation of a mapping entry' },
    { line: 7, column: 1, message: 'not indented enough, or a bracket above is not closed' },
  ]);
});

test('what looks like a marker in the middle of a line is none', () => {
  expect(valuesOf('a: |\n  x\n  ---\n  y\nb: "c ---"\n')).toEqual([[{ a: 'x\n---\ny\n', b: 'c ---' }, 1]]);
  expect(valuesOf('a: 1\n---b: 1\n')).toEqual([[{ a: 1, '---b': 1 }, 1]]);
});

test.each([
  ['a: 1\nb: 2\na: 3\n', '3:1 duplicated mapping key'],
  ['{"a": 1,\n "a": 2}\n', '2:3 duplicated mapping key'],
  ['a:\n\tb: 1\n', '2:1 tab characters must not be used in indentation'],
  ['{a: b}: c\n', '1:1 a key must be text'],
  ['a: 1\nb: {{ .Values.b }}\n', '2:5 a key must be text'],
  ['a: 1\n~: c\n', '2:1 a key must be text'],
  ['# why\na: *nowhere\n', '2:4 alias *nowhere has no anchor'],
  ['a: &a\n  b: *a\n', '2:6 alias *a is part of itself'],
  ['a: {<<: 5}\n', '1:5 cannot merge mappings; the provided source object is unacceptable'],
  ['a: !!int x\n', '1:4 cannot resolve a node with !<tag:yaml.org,2002:int> explicit tag'],
  ['a: \u0007\n', '1:4 the stream contains non-printable characters'],
])('%j is refused with its place', (text, problem) => {
  expect(problemsOf(text)).toEqual([problem]);
});

test('what is nested deeper than any object is refused', () => {
  expect(problemsOf('['.repeat(100_000))).toEqual(['1:1000 nested more than 1000 levels deep']);
  expect(parseDocuments('['.repeat(999) + ']'.repeat(999)).documents).toHaveLength(1);
});

test('a key that JavaScript has a meaning for is data', () => {
  const [document] = parseDocuments('__proto__: {a: 1}\nconstructor: 2\n').documents;
  expect(JSON.stringify(document?.value)).toBe('{"__proto__":{"a":1},"constructor":2}');
});
