import { expect, test } from 'vitest';
import { sourceOverrides } from './source-overrides.ts';

test('a source is an object or an address, and its folder starts at the working directory', () => {
  const values = ['OCIRepository/flux-system/web=.', 'https://example.org/web?a=b=../web'];
  const roots = sourceOverrides(values, '/work/fleet').map(({ root }) => root);
  expect(roots).toEqual(['/work/fleet', '/work/web']);
});

test.each([
  ['OCIRepository/flux-system/web', ['OCIRepository/flux-system/web'], ['OCIRepository/shop/web', '']],
  ['Bucket/*', ['Bucket/flux-system/web', 'Bucket/shop/a'], ['OCIRepository/flux-system/web', '']],
  ['https://example.org/web', ['git@example.org:web.git', 'https://me@example.org/web'], ['https://example.org/a', '']],
  ['*', ['Bucket/shop/a', 'https://example.org/a'], ['']],
])('%s is said of %j and not of %j', (source, same, other) => {
  const matches = (name: string) => sourceOverrides([`${source}=.`], '/').some(one => one.matches(name));
  expect([...same, ...other].filter(matches)).toEqual(same);
});

test.each(['.', '=.', 'OCIRepository/a/b=', ''])('%j says no source and folder', value => {
  expect(() => sourceOverrides([value], '/')).toThrow(/SOURCE=FOLDER/);
});
