import { expect, test } from 'vitest';
import { placeOf } from './repository.ts';
import { saidSources } from './said-sources.ts';

test('a source is an object or an address, and its folder starts at the working directory', () => {
  const values = ['OCIRepository/flux-system/web=.', 'https://example.org/web?a=b=../web'];
  expect(saidSources(values, '/work/fleet')).toEqual(
    new Map([
      [placeOf('OCIRepository/flux-system/web'), '/work/fleet'],
      [placeOf('https://example.org/web?a=b'), '/work/web'],
    ]),
  );
});

test.each(['.', '=.', 'OCIRepository/a/b=', ''])('%j says no source and folder', value => {
  expect(() => saidSources([value], '/')).toThrow(/SOURCE=FOLDER/);
});
