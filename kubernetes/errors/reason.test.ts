import { expect, test } from 'vitest';
import { fileReason, reasonOf, systemReason } from './reason.ts';

test('an error is told with what caused it, once', () => {
  const cause = new Error('connect ECONNREFUSED 127.0.0.1:1');
  expect(reasonOf(new TypeError('fetch failed', { cause }))).toBe('fetch failed: connect ECONNREFUSED 127.0.0.1:1');
  expect(reasonOf(new Error(`no answer: ${cause.message}`, { cause }))).toBe(`no answer: ${cause.message}`);
});

test('an error without a message is told by its code, what is no error by itself', () => {
  expect(reasonOf(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  expect(reasonOf('out of order')).toBe('out of order');
});

test('a bare object with a message is told by it', () => {
  expect(reasonOf({ message: 'out of memory' })).toBe('out of memory');
});

test('the code and the call of Node are left out', () => {
  const error = new Error("ENOENT: no such file or directory, open '/a'");
  expect(systemReason(error)).toBe('no such file or directory');
  expect(systemReason('torn')).toBe('torn');
});

test('the usual reasons are in words', () => {
  const reasons = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'].map(code =>
    fileReason(Object.assign(new Error('as Node puts it'), { code })),
  );
  expect(reasons).toEqual([
    'no such file or folder',
    'no such file or folder',
    'permission denied',
    'permission denied',
    'a symbolic link that leads back to itself',
  ]);
});

test('any other reason is told as it came', () => {
  expect(fileReason(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' }))).toBe('EIO: i/o error, read');
  expect(fileReason(new Error('is not text'))).toBe('is not text');
  expect(fileReason('torn')).toBe('torn');
});
