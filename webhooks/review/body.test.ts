import { expect, test } from 'vitest';
import { WebhookError } from '../errors/webhook-error.ts';
import { parseBody } from './body.ts';

const parse = (text: string): unknown => parseBody(Buffer.from(text));

test('keys that mean something to JavaScript are data', () => {
  const value = parse('{"__proto__":"a","constructor":{"prototype":1}}');
  expect(JSON.stringify(value)).toBe('{"__proto__":"a","constructor":{"prototype":1}}');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test('the last of two equal keys counts, as in Kubernetes', () => {
  expect(parse('{"a":1,"a":2}')).toEqual({ a: 2 });
});

test('what JSON.parse says is not passed on, because it quotes the body', () => {
  for (const text of ['', '{"password":"hunter2"', '\uFEFF{}', 'hunter2']) {
    expect(() => parse(text)).toThrow(new WebhookError('REVIEW_INVALID', 'the body is not JSON'));
  }
});

test('a thousand levels are read, one more is not, and neither are a million', () => {
  const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  expect(JSON.stringify(parse(nested(1000)))).toBe(nested(1000));
  const tooDeep = new WebhookError('REVIEW_INVALID', 'the body is nested deeper than 1000 levels');
  expect(() => parse(nested(1001))).toThrow(tooDeep);
  expect(() => parse(nested(1_000_000))).toThrow(tooDeep);
  const listsOfObjects = (pairs: number): string => `${'[{"a":'.repeat(pairs)}1${'}]'.repeat(pairs)}`;
  expect(JSON.stringify(parse(listsOfObjects(500)))).toBe(listsOfObjects(500));
  expect(() => parse(listsOfObjects(501))).toThrow(tooDeep);
});
