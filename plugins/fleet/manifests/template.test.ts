import { expect, test } from 'vitest';
import { isTemplate } from './template.ts';

test.each([
  ['kind: {{ .kind }}\n'],
  ['{{ .a }}: 1\n{{ .b }}: 2\n'],
  ['a:\n  {{- if .b }}\n  b: {{ .b }}\n  {{- end }}\n'],
  ['a:\n{{ range\n  .b }}\n- {{ . }}{{ end }}\n'],
  ['{% if a %}\na: {{ a }}\n{% endif %}\n'],
])('%j is a template', text => {
  expect(isTemplate(text)).toBe(true);
});

test.each([['a: [\n'], ['a: {{ .a }}\n b: 2\n'], ["a: '{{ .a }}\n"], ['a: {{ .a\n']])('%j is none', text => {
  expect(isTemplate(text)).toBe(false);
});

test('no number of braces takes long', () => {
  const texts = [`a: ${'{{'.repeat(1_000_000)}`, `${'{{}}'.repeat(500_000)}x: [`, `}}${'{%'.repeat(1_000_000)}\n`];
  expect(texts.map(isTemplate)).toEqual([false, false, false]);
});
