import { expect, test } from 'vitest';
import { splitJson } from './split-json.ts';

test('values one after another come apart, each with its offset', () => {
  expect(splitJson('{"a":1}\n{"b":[{}]} {"c":"}{"}\n')).toEqual([
    { text: '{"a":1}', offset: 0 },
    { text: '{"b":[{}]}', offset: 8 },
    { text: '{"c":"}{"}', offset: 19 },
  ]);
});

test('a quotation mark inside a string does not end it', () => {
  expect(splitJson(String.raw`{"a":"\"}\\"}{"b":1}`)).toEqual([
    { text: String.raw`{"a":"\"}\\"}`, offset: 0 },
    { text: '{"b":1}', offset: 13 },
  ]);
});

test.each([
  'a: 1\n',
  '{"a": 1} b {"c": 1}',
  '{"a": 1}} {"b": 1}',
  '{a: 1}\n',
  '{"a": 1}\n---\nb: 2\n',
  '{"a": 1',
  '{"a": 1} }',
  '{{ .Values.a }}',
  '[{}, {}]',
  '',
])('what is not values one after another stays whole: %j', text => {
  expect(splitJson(text)).toEqual([{ text, offset: 0 }]);
});
