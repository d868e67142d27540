import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test.each([
  ['{ "b": [1, true, null], "a": {} }', '{"a":{},"b":[1,true,null]}'],
  ['[1.0, 1e3, -0, 12345678901234567890]', '[1.0,1e3,-0,12345678901234567890]'],
  ['{"10": 1, "9": 2, "__proto__": {"x": "y"}}', '{"10":1,"9":2,"__proto__":{"x":"y"}}'],
  ['{"\\uFF5E": 1, "\\uD83D\\uDE00": 2}', '{"\uFF5E":1,"\u{1F600}":2}'],
  ['"<\\u00e9\\u2028\\u007f\\u0001\\/\\n>"', '"<\u00e9\\u2028\u007f\\u0001/\\n>"'],
  ['"\\ud800"', '"\uFFFD"'],
  ['{"a": 1, "a": 2}', '{"a":2}'],
  ['[]', '[]'],
])('%s is hashed as %s', (json, text) => {
  expect(canonicalJson(json)).toBe(text);
});

test('what is no JSON, or has no end, is an error', () => {
  expect(() => canonicalJson('{')).toThrow(SyntaxError);
  expect(() => canonicalJson('['.repeat(100_000) + ']'.repeat(100_000))).toThrow(RangeError);
});
