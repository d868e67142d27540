import { expect, test } from 'vitest';
import { cacheFolder } from './cache.ts';

test.each([
  [{ XDG_CACHE_HOME: '/var/cache/anna', HOME: '/home/anna' }, '/var/cache/anna/kubectl-fleet/binaries'],
  [{ HOME: '/home/anna' }, '/home/anna/.cache/kubectl-fleet/binaries'],
  [{ XDG_CACHE_HOME: 'relative', HOME: '/home/anna' }, '/home/anna/.cache/kubectl-fleet/binaries'],
])('with %j the cache is in %s', (environment, expected) => {
  expect(cacheFolder(environment)).toBe(expected);
});
