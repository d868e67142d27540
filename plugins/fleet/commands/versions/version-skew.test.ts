import { expect, test } from 'vitest';
import { skewOf } from './version-skew.ts';

test.each([
  [['3.1.0', '3.0.4'], 'minor'],
  [['v3.1.0', '3.1.0'], undefined],
  [['3.1.0', '2.9.9', '3.1.1'], 'major'],
  [['3.1.0', '3.1.1-rc.1'], 'patch'],
  [['17', '16.4'], 'major'],
  [['3.1.0', 'latest'], undefined],
  [['sha256:8c1e5a5d4b9f', '3abc'], undefined],
  [[], undefined],
])('%j differ in %s', (versions, skew) => {
  expect(skewOf(versions)).toBe(skew);
});
