import { expect, test } from 'vitest';
import { reasonOf } from './unreadable.ts';

test('the usual reasons are in words', () => {
  const reasons = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'].map(code =>
    reasonOf(Object.assign(new Error('as Node puts it'), { code })),
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
  expect(reasonOf(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' }))).toBe('EIO: i/o error, read');
  expect(reasonOf(new Error('is not text'))).toBe('is not text');
  expect(reasonOf('torn')).toBe('torn');
});
