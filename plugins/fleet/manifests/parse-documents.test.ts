import { expect, test } from 'vitest';
import { parseDocuments } from './parse-documents.ts';

/** Value and line of each document. */
function valuesOf(text: string): [unknown, number][] {
  const { documents, problems } = parseDocuments(text);
  expect(problems).toEqual([]);
  return documents.map(({ value, lineOf }) => [value, lineOf([])]);
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

test('words and numbers are read as kubectl reads them', () => {
  const text = ['yes: on', 'mode: 0644', 'ports: 22:22', 'day: 2026-01-31', 'big: 1_000', 'none: ~', '1: n'].join('\n');
  expect(valuesOf(text)).toEqual([
    [{ yes: true, mode: 420, ports: '22:22', day: '2026-01-31', big: 1000, none: null, '1': false }, 1],
  ]);
});

test('tags of YAML that JSON has no word for change nothing', () => {
  expect(valuesOf('a: !!binary aGk=\nb: !!timestamp 2026-01-31\nc: !!set {x}\nd: !Ref e\n')).toEqual([
    [{ a: 'aGk=', b: '2026-01-31', c: { x: null }, d: 'e' }, 1],
  ]);
});

test('anchors, aliases and merges are followed', () => {
  expect(valuesOf('a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\nc: *a\n')).toEqual([
    [{ a: { x: 1 }, b: { x: 1, y: 2 }, c: { x: 1 } }, 1],
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

test('the line of a part is known, and behind an alias the line of the alias', () => {
  const [document] = parseDocuments('x: &x\n  - a: 1\nitems:\n  - b: 1\n  -\n    # here\n    c: 1\n  - *x\n').documents;
  const paths = [['items'], ['items', 0], ['items', 1], ['items', 1, 'c'], ['items', 2], ['items', 2, 0], ['nowhere']];
  expect(paths.map(path => document?.lineOf(path))).toEqual([4, 4, 7, 7, 8, 8, 1]);
});

test('a document that is broken is a problem, and those beside it are read', () => {
  const { documents, problems } = parseDocuments('a: 1\n b: 2\n---\nok: 1\n---\nc: [1\n---\nok: 2\n');
  expect(documents.map(({ value }) => value)).toEqual([{ ok: 1 }, { ok: 2 }]);
  expect(problems).toEqual([
    { line: 1, column: 4, message: 'Nested mappings are not allowed in compact mappings' },
    {
      line: 7,
      column: 1,
      message: 'Flow sequence in block collection must be sufficiently indented and end with a ]',
    },
  ]);
});

test.each([
  ['a: 1\nb: 2\na: 3\n', '3:1 Map keys must be unique'],
  ['{"a": 1,\n "a": 2}\n', '2:2 Map keys must be unique'],
  ['a:\n\tb: 1\n', '2:1 Tabs are not allowed as indentation'],
  ['{a: b}: c\n', '1:1 A key must be text'],
  ['a: *nowhere\n', '1:4 Alias *nowhere has no anchor'],
  ['a: &a\n  b: *a\n', '2:6 Alias *a is part of itself'],
  ['a: &a [*a]\n', '1:8 Alias *a is part of itself'],
])('%j is refused with its place', (text, problem) => {
  expect(problemsOf(text)).toEqual([problem]);
});

test('aliases that multiply are refused before they are built', () => {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*a${level - 1}`));
    return `a${level}: &a${level} [${items.join(', ')}]`;
  });
  expect(problemsOf(`# nine times nine\n${levels.join('\n')}`)).toEqual(['2:1 Too many aliases']);
});

test('what is nested deeper than can be read is refused', () => {
  const { documents, problems } = parseDocuments('['.repeat(100_000));
  expect(documents).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual(['Nested too deeply']);
});

test('a template of a chart is not YAML, and the problem says what to lint instead', () => {
  expect(problemsOf('a: {{ .Values.a }}\n{{- if .Values.b }}\nb: 1\n{{- end }}\n')).toEqual([
    '1:5 A key must be text (a Helm template? lint what it renders: helm template CHART | kubectl fleet lint -)',
  ]);
});

test('a key that JavaScript has a meaning for is data', () => {
  const [document] = parseDocuments('__proto__: {a: 1}\nconstructor: 2\n').documents;
  expect(JSON.stringify(document?.value)).toBe('{"__proto__":{"a":1},"constructor":2}');
});
