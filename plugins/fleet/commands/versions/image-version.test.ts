import { expect, test } from 'vitest';
import { imageVersion, shownVersion } from './image-version.ts';

const digest = 'sha256:8c1e5a5d4b9f0c2e7a3d6b8f9e0d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a697887';

test.each([
  ['cart:3.1.0', '3.1.0'],
  ['shop/cart:3.1.0', '3.1.0'],
  ['registry.example:5000/shop/cart:3.1.0', '3.1.0'],
  ['registry:5000/cart', 'latest'],
  ['cart', 'latest'],
  ['', 'latest'],
  [`cart@${digest}`, 'sha256:8c1e5a5d4b9f'],
  [`registry:5000/cart@${digest}`, 'sha256:8c1e5a5d4b9f'],
])('%s is %s', (image, version) => {
  expect(imageVersion(image).version).toBe(version);
  expect(shownVersion(imageVersion(image))).toBe(version);
});

test('a digest beside a tag is shown, because a tag can be moved', () => {
  expect(imageVersion(`cart:3.1.0@${digest}`)).toEqual({ version: '3.1.0', digest });
  expect(shownVersion({ version: '3.1.0', digest })).toBe('3.1.0@8c1e5a5');
});
