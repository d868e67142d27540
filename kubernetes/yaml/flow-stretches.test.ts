import { expect, test } from 'vitest';
import { flowStretches } from './flow-stretches.ts';

/** Returns each stretch as written, after the indentation of its lines. */
function stretchesOf(text: string): string[] {
  return flowStretches(text).stretches.map(({ start, end, depth }) => `${depth} ${text.slice(start, end)}`);
}

test.each([
  ['a: [1]\nb: "x"\n', ['1 [1]', '1 "x"']],
  ["a:\n  b:\n  - {c: [d]}\n  - e: 'f'\n", ['3 {c: [d]}', "5 'f'"]],
  ['- - "a"\n  - b:\n      "c"\n- "d"\n', ['3 "a"', '5 "c"', '1 "d"']],
  ['a: &x !t [1]\n"b": *x\n', ['1 [1]', '1 "b"']],
  ['? "a"\n: "b"\n', ['1 "a"', '1 "b"']],
  ['  {a: b}\n', ['2 {a: b}']],
  ['--- [a,\nb]\n...\n---\nc: "d"\n', ['0 [a,\nb]', '1 "d"']],
])('%j has its brackets and quotation marks', (text, stretches) => {
  expect(stretchesOf(text)).toEqual(stretches);
});

test.each([
  'a: it\'s [x\nb: x"y\n',
  'a: x # it\'s [\n# "\nb: 1\n',
  'a: |\n  [ it\'s\n\n  "\nb:\n  - >-\n   {\n',
  'a: x\n  [y\n  "z\n\n  {\nb: 1\n',
  '|\n  [\n',
])('%j has none, though it has their characters', text => {
  expect(flowStretches(text)).toEqual({ stretches: [], tabs: [] });
});

test.each([
  ['"a\\"" b', '"a\\""'],
  ["'it''s' b", "'it''s'"],
  ['[a, \'b]\', "]", {c: ]}, d]\n', undefined],
  ['[a#b, # ]\nc]d', '[a#b, # ]\nc]'],
  ["[it's, a 'b\n'c] d", "[it's, a 'b\n'c]"],
  ['{"a":"}","b":\'}\',c: &x "}" , ? !t "}" : d} e', '{"a":"}","b":\'}\',c: &x "}" , ? !t "}" : d}'],
])('%j ends where it is closed', (text, flow) => {
  expect(stretchesOf(`k: ${text}`)[0]).toBe(`1 ${flow ?? text}`);
});

test.each([
  ['a: [1, 2\nb: 3\n', 3],
  ['a: {b: [c}\n', 7],
  ['a: "b\n', 3],
  ["a: ['b]\n", 4],
  ['a: []]\n', undefined],
])('of %j it is known what is not closed', (text, unclosed) => {
  expect(flowStretches(text).unclosed).toBe(unclosed);
});

test('tabs count between tokens, not inside of them', () => {
  expect(flowStretches('a:\t[1,\t"\t", b\tc\t]\nd:\t|\n \tx\n').tabs).toEqual([2, 6, 20]);
});
