import { expect, test } from 'vitest';
import { kyaml } from './kyaml.ts';

test('maps and lists have braces and commas, texts have quotes, keys only where they need them', () => {
  const value = { kind: 'Pod', no: 1, 'a b': [1, 'x', null], l: [{ a: true }, { b: 1.5 }], e: {}, g: [] };
  expect(kyaml(value)).toBe(`---
{
  kind: "Pod",
  "no": 1,
  "a b": [
    1,
    "x",
    null,
  ],
  l: [{
    a: true,
  }, {
    b: 1.5,
  }],
  e: {},
  g: [],
}`);
});

test('a text of several lines is written on several lines', () => {
  expect(kyaml({ a: 'one\n  two\nthree' })).toBe(
    '---\n{\n  a: "\\\n     one\\n\\\n    \\  two\\n\\\n     three\\\n    ",\n}',
  );
});

test.each([
  'null',
  'True',
  'y',
  'OFF',
  '1',
  '1_0',
  '1e3',
  '0x1F',
  '0b1',
  '0o7',
  'NaN',
  'inf',
  '2026-01-02',
  '-a',
  'a.',
  '',
])('the key %j is quoted', key => {
  expect(kyaml({ [key]: 1 })).toBe(`---\n{\n  ${JSON.stringify(key)}: 1,\n}`);
});

test.each(['a', 'größe', 'app.kubernetes.io/name', 'a-b', '_', '1a', 'truely', 'v1.2.3'])(
  'the key %j is plain',
  key => {
    expect(kyaml({ [key]: 1 })).toBe(`---\n{\n  ${key}: 1,\n}`);
  },
);

test('control characters and characters that steer a terminal are escaped', () => {
  expect(kyaml('"\\\u001B\u0000\u0001\u007F\u0085\u00A0\u202E\u2028')).toBe(
    '---\n"\\"\\\\\\e\\0\\x01\\x7f\\N\\_\\u202e\\L"',
  );
});
