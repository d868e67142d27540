import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanOf, type Sought } from './json-span.ts';

/** Returns the members of an object by name, each parsed separately. */
function membersOf(text: string, sought: Sought = {}): [string, unknown][] {
  const bytes = Buffer.from(text);
  const { from, to, members } = spanOf(bytes, sought, 0);
  expect(bytes.toString('utf8', from, to)).toBe(text.trimEnd());
  return members.map(({ name, from, value }) => {
    expect(bytes.toString('utf8', from, value.from)).toMatch(/^"[^]*"\s*:\s*$/);
    return [name, JSON.parse(bytes.toString('utf8', value.from, value.to))];
  });
}

test('each member is found where it lies, however it is written', () => {
  const name = fc.stringMatching(/^[\w ~./-]{0,12}$/).filter(word => word !== '__proto__');
  const objects = fc.dictionary(name, fc.jsonValue({ stringUnit: 'grapheme' }));
  const spaces = fc.constantFrom(undefined, 1, '\t', '\n', ' \r\n ');
  fc.assert(
    fc.property(objects, spaces, (object, space) => {
      const found = Object.fromEntries(membersOf(JSON.stringify(object, null, space)));
      expect(JSON.stringify(found)).toBe(JSON.stringify(object));
    }),
    { numRuns: 2_000 },
  );
});

test('quotes, backslashes and braces in strings are text', () => {
  const object = { a: '"', b: '\\', c: '\\"', d: '{[', e: '}],:', f: '\\\\"}', g: '<&>\u2028' };
  expect(membersOf(JSON.stringify(object))).toEqual(Object.entries(object));
  expect(membersOf('{"a":"\\u003c\\"","b":[true,{}]}')).toEqual([
    ['a', '<"'],
    ['b', [true, {}]],
  ]);
});

test('what is sought is looked into, and nothing else', () => {
  const text = Buffer.from('{"constructor":{"b":1},"a":{"b":{"c":2},"d":[]},"e":3}');
  const { members } = spanOf(text, { a: { b: {} } }, 0);
  expect(members.map(({ name, value }) => [name, value.members.map(inner => inner.name)])).toEqual([
    ['constructor', []],
    ['a', ['b', 'd']],
    ['e', []],
  ]);
});

test.each([
  '{',
  '{"a"',
  '{"a" 1}',
  '{"a":1 "b":2}',
  '{"a":1,}',
  '{a:1}',
  '{"a":"',
  '{"a":"\\',
  '{"a":[1}',
  '{"a":1,"a":2}',
  '{"\\u0061":1}',
  '{"b":"\\ud83d"}',
  '{"b":["\\\\\\UD83D", "\\uDE00"]}',
  `{"b":${'['.repeat(901)}${']'.repeat(901)}}`,
])('%s is left to others', text => {
  expect(() => spanOf(Buffer.from(text), { a: {} }, 0)).toThrow(SyntaxError);
});

test('a backslash before what looks like half of a surrogate pair makes it text', () => {
  expect(membersOf(String.raw`{"b":"\\ud83d"}`)).toEqual([['b', String.raw`\ud83d`]]);
});
