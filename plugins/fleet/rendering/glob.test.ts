import { expect, test } from 'vitest';
import { globTest } from './glob.ts';

test.each([
  ['*.yaml', 'a.yaml', true, true],
  ['*.yaml', '.yaml', true, true],
  ['*.yaml', 'a/b.yaml', false, true],
  ['a?c', 'abc', true, true],
  ['a?c', 'a/c', false, true],
  ['a?c', 'ac', false, false],
  ['**/*.yaml', 'a.yaml', true, false],
  ['**/*.yaml', 'a/b/c.yaml', true, true],
  ['a/**', 'a/b/c', true, true],
  ['a/**/c', 'a/c', true, false],
  ['a/**/c', 'a/b/b/c', true, true],
  ['a/**/c', 'a/bc', false, false],
  ['a**c', 'abbc', true, true],
  ['a**c', 'a/c', false, true],
  ['[a-c]x', 'bx', true, true],
  ['[!a-c]x', 'bx', false, false],
  ['[^a]x', 'bx', true, true],
  ['[^a]x', '/x', false, true],
  [String.raw`[\]]`, ']', true, true],
  ['{a,b{1,2}}.yaml', 'b2.yaml', true, true],
  ['{a,b{1,2}}.yaml', 'b.yaml', false, false],
  ['{a,}x', 'x', true, true],
  ['{**/a,b}', 'c/a', true, true],
  ['{a', '{a', false, false],
  ['a}', 'a}', true, true],
  ['a,b', 'a,b', true, true],
  ['[a', '[a', true, true],
  [String.raw`\*`, '*', true, true],
  [String.raw`\*`, 'a', false, false],
  ['', '', true, true],
  ['?', '😀', true, true],
])('%s and %s', (glob, text, separates, any) => {
  expect([globTest(glob, 'separates')(text), globTest(glob, 'any')(text)]).toEqual([separates, any]);
});

test.each(['*a'.repeat(400), '{a,aa}'.repeat(160), '**/'.repeat(300), '{'.repeat(300) + 'a' + ',aa}'.repeat(300)])(
  'a glob that a regular expression would try for ever is answered',
  glob => {
    const text = 'a'.repeat(250);
    const answers = (['separates', 'any'] as const).map(slash => globTest(`${glob}b`, slash)(text));
    expect(answers).toEqual([false, false]);
  },
);
