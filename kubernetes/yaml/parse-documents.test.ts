import { expect, test } from 'vitest';
import { parseDocuments } from './parse-documents.ts';

/** Returns value and line of each document. */
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
    { line: 2, column: 3, message: 'indented unlike the lines around it, or text that needs quotation marks' },
    { line: 6, column: 4, message: '[ is not closed' },
  ]);
});

test('what looks like a marker in the middle of a line is none', () => {
  expect(valuesOf('a: |\n  x\n  ---\n  y\nb: "c ---"\n')).toEqual([[{ a: 'x\n---\ny\n', b: 'c ---' }, 1]]);
  expect(valuesOf('a: 1\n---b: 1\n')).toEqual([[{ a: 1, '---b': 1 }, 1]]);
});

test.each([
  ['a:\n\tb: 1\n', '2:1 indented with a tab; YAML wants blanks'],
  ['a: 1\nb\nc: 2\n', '3:2 this line is no part of what is above; a colon may be missing here or in the line above'],
  ['a: b: c\n', '1:5 indented unlike the lines around it, or text that needs quotation marks'],
  ['a: [1, 2\nb: 3\n', '1:4 [ is not closed'],
  ['a: {\nb: [1}\n', '2:4 [ is not closed'],
  ['a: 1\nb: "x\nc: y\n', '2:4 " is not closed'],
  ["a: 'it's'\n", '1:8 indented unlike the lines around it, or text that needs quotation marks'],
  ['a: [\n1,\n"b" 2]\nc: d: [\n', '3:5 a comma or a closing bracket is missing here'],
  ['{a: b}: c\n', '1:1 a key must be text'],
  ['a: 1\nb: {{ .Values.b }}\n', '2:5 a key must be text'],
  ['a: 1\n~: c\n', '2:1 a key must be text'],
  ['# why\na: *nowhere\n', '2:4 alias *nowhere has no anchor'],
  ['a: &a\n  b: *a\n', '2:6 alias *a is part of itself'],
  ['a: {<<: 5}\n', '1:5 << needs a mapping, or a list of mappings'],
  ['a: !!int x\n', '1:4 cannot resolve a node with !<tag:yaml.org,2002:int> explicit tag'],
  ['a: \u0007\n', '1:4 a control character; YAML has it as an escape sequence only'],
])('%j is refused with its place', (text, problem) => {
  expect(problemsOf(text)).toEqual([problem]);
});

test('what is nested deeper than any object is refused', () => {
  expect(problemsOf('['.repeat(100_000))).toEqual(['1:1000 nested more than 1000 levels deep']);
  expect(parseDocuments('['.repeat(999) + ']'.repeat(999)).documents).toHaveLength(1);
});

test('of a key that occurs twice the last value counts', () => {
  expect(valuesOf('a: {b: 1}\nb: 2\n"a": {c: 3}\n')).toEqual([[{ a: { c: 3 }, b: 2 }, 1]]);
  expect(valuesOf('{"a": 1,\n "a": 2}\n')).toEqual([[{ a: 2 }, 1]]);
});

test('what << takes in replaces what is above it and not what is below', () => {
  const text = 'x: &x {a: 1, b: 1}\ny: &y {a: 2, c: 2}\nz:\n  a: 3\n  <<: [*x, *y]\n  b: 3\n';
  expect(valuesOf(text)[0]?.[0]).toMatchObject({ z: { a: 1, b: 3, c: 2 } });
  expect(valuesOf('- <<\n- [<<]\n- {a: <<}\n')).toEqual([[['<<', ['<<'], { a: '<<' }], 1]]);
});

test('a byte order mark before a document is passed over, and its places are those of the text', () => {
  const { documents, problems } = parseDocuments('\uFEFFa: 1\n---\n\uFEFFb:\n  c: 2\n--- # why\r\n\uFEFFd: 3\r\n');
  expect(problems).toEqual([]);
  expect(documents.map(({ value, line }) => [value, line])).toEqual([
    [{ a: 1 }, 1],
    [{ b: { c: 2 } }, 3],
    [{ d: 3 }, 6],
  ]);
  expect(documents[1]?.readPlaces()(['b', 'c'])).toEqual({ line: 4, column: 3 });
});

test('lines may end as those of old Macs do', () => {
  const { documents } = parseDocuments('a: 1\rb:\r  c: 2\r');
  expect(documents[0]?.readPlaces()(['b', 'c'])).toEqual({ line: 3, column: 3 });
});

test('lines in brackets and quotation marks may be of any depth, and keep their places', () => {
  const text = 'a: 1\n---\nb:\n  c: [\n1, {d: 2,\n  e: "x\ny"\n}\n]\n  f: 3\n';
  const { documents, problems } = parseDocuments(text);
  expect(problems).toEqual([]);
  expect(documents.map(({ value, line }) => [value, line])).toEqual([
    [{ a: 1 }, 1],
    [{ b: { c: [1, { d: 2, e: 'x y' }], f: 3 } }, 3],
  ]);
  const placeOf = documents[1]?.readPlaces();
  expect([placeOf?.(['b', 'c', 1, 'd']), placeOf?.(['b', 'c', 1, 'e']), placeOf?.(['b', 'f'])]).toEqual([
    { line: 5, column: 5 },
    { line: 6, column: 3 },
    { line: 10, column: 3 },
  ]);
});

test('a directive belongs to the document below it', () => {
  expect(problemsOf('%YAML 1.1\n---\na: [\n')).toEqual(['3:4 [ is not closed']);
});

test('a key that JavaScript has a meaning for is data', () => {
  const [document] = parseDocuments('__proto__: {a: 1}\nconstructor: 2\n').documents;
  expect(JSON.stringify(document?.value)).toBe('{"__proto__":{"a":1},"constructor":2}');
});

test('of a file with many documents, those beyond what one file may take are faults', () => {
  const shallow = `k:\n${' '.repeat(1000)}- [a${',\nb'.repeat(3000)}]\n`;
  expect(parseDocuments(`${shallow}---\n${shallow}`).problems).toEqual([]);
  expect(problemsOf(`---\n${shallow}`.repeat(3))).toEqual([
    '6010:1 lines in brackets or quotation marks lack too many blanks; indent them like the lines around them',
  ]);
  const multiplied = `a: &a [${'1,'.repeat(300)}]\nb: [${'*a,'.repeat(300)}]\n---\n`;
  const { documents, problems } = parseDocuments(multiplied.repeat(13));
  expect(documents).toHaveLength(11);
  expect(problems.map(({ message }) => message)).toEqual([
    'aliases of this file add more than 1000000 values',
    'aliases of this file add more than 1000000 values',
  ]);
});

test('no number of brackets in one line takes long', () => {
  const text = `{a: ${'{"a":1}'.repeat(150_000)}`;
  expect(parseDocuments(text).problems).toHaveLength(1);
});
