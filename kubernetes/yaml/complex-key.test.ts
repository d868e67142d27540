import { parseEvents } from 'js-yaml';
import { expect, test } from 'vitest';
import { complexKey } from './complex-key.ts';

test.each([
  ['a: {{ .Values.a }}\n', 4],
  ['a: 1\nb:\n  - c: {[d]: e}\n', 16],
  ['? - a\n: b\n', 2],
  ['a: {b: c}\n---\n{{ d }}: e\n', 14],
])('the first key in %j that is no text begins at %i', (text, offset) => {
  expect(complexKey(parseEvents(text, {}))).toBe(offset);
});

test.each(['a: {b: [c, {d: e}]}\nf: g\n', '- [a, {b: c}]\n- d\n', '', 'a: &x {b: c}\nd: *x\n'])(
  'every key in %j is text',
  text => {
    expect(complexKey(parseEvents(text, {}))).toBeUndefined();
  },
);
