import { expect, test } from 'vitest';
import { releasedVersion } from './release.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

test('a tag releases the version of the package', () => {
  expect(releasedVersion('v1.2.3', '1.2.3', digest)).toBe('1.2.3');
  expect(releasedVersion('v2.0.0-rc.1', '2.0.0-rc.1', digest)).toBe('2.0.0-rc.1');
});

test.each(['1.2.3', 'v1.2.4', 'v1.2.3-rc.1', 'v01.2.3', ''])('the tag %o releases nothing', tag => {
  expect(() => releasedVersion(tag, '1.2.3', digest)).toThrow(`the tag is ${tag} and package.json has version 1.2.3`);
});

test.each(['', 'nonroot', digest.slice(0, -1), `${digest}0`, digest.toUpperCase(), `image@${digest}`, `${digest}\n`])(
  'nothing is released on the base %o',
  base => {
    expect(() => releasedVersion('v1.2.3', '1.2.3', base)).toThrow(
      `the base of the image is to be given by its digest in BASE_DIGEST, and that is "${base}"`,
    );
  },
);

test('all that is wrong is said at once', () => {
  expect(() => releasedVersion('v1', '1.2.3', '')).toThrow(/^the tag .*; the base /);
});
