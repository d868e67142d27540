import { expect, test } from 'vitest';
import { jsonText } from './json-text.ts';

test.each([
  [{ a: ['b', 1, null] }, '{"a":["b",1,null]}'],
  ['\u{1f6a2} and \\ud83d, a path', '"\u{1f6a2} and \\\\ud83d, a path"'],
  ['\ud83d \udead \u0000', '"\ufffd \ufffd \\u0000"'],
  [{ '\ud83d': '\\\ud83d"' }, '{"\ufffd":"\\\\\ufffd\\""}'],
])('%j becomes what OPA reads (%#)', (value, text) => {
  expect(jsonText(value)).toBe(text);
});
