import { expect, test } from 'vitest';
import { tooOld } from './node-version.ts';

test.each(['v20.19.0', 'v20.19.6', 'v20.20.0', 'v22.0.0', 'v24.21.0', 'v100.1.0', 'v25.0.0-nightly20251030'])(
  'Node %s is new enough for 20.19',
  running => {
    expect(tooOld(running, '>=20.19')).toBeUndefined();
  },
);

test.each(['v12.22.12', 'v18.20.8', 'v20.9.0', 'v20.18.3'])('Node %s is too old for 20.19, and told so', running => {
  expect(tooOld(running, '>=20.19')).toBe(
    `kubectl fleet needs Node.js 20.19 or newer, and this is ${running.slice(1)}`,
  );
});

test('a needed version may have no minor number', () => {
  expect(tooOld('v20.0.0', '>=20')).toBeUndefined();
  expect(tooOld('v19.9.0', '>=20')).toBe('kubectl fleet needs Node.js 20.0 or newer, and this is 19.9.0');
});
