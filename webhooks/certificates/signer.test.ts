import { expect, test } from 'vitest';
import { createAuthority } from './authority.ts';
import { signerChoice } from './signer.ts';

const now = new Date('2026-11-23T00:00:00Z');
const old = await createAuthority(now, { seconds: 90_000 });
const next = await createAuthority(now, { seconds: 180_000 });
const authorities = [old, next];
const trusting = (...trusted: { certificate: string }[]) => [
  { path: 'mutating', resourceVersion: '1', bundles: [authorities.map(({ certificate }) => certificate).join('')] },
  { path: 'validating', resourceVersion: '1', bundles: [trusted.map(({ certificate }) => certificate).join('')] },
];
const afterHours = signerChoice(3_600);
const atOnce = signerChoice(0);
const current = undefined;

test('a new authority signs only when it has been trusted everywhere for long enough', () => {
  const configurations = trusting(old, next);
  expect(afterHours({ authorities, configurations, current: old, now })).toBe(old);
  expect(atOnce({ authorities, configurations, current: old, now })).toBe(next);
  expect(atOnce({ authorities, configurations: trusting(old), current: old, now })).toBe(old);
});

test('a process without a certificate takes the oldest trusted authority that lasts long enough', () => {
  const configurations = trusting(old, next);
  expect(afterHours({ authorities, configurations, current, now })).toBe(old);
  const late = new Date(old.ends.getTime() - 3_600_000);
  expect(afterHours({ authorities, configurations, current, now: late })).toBe(next);
  expect(afterHours({ authorities, configurations: trusting(), current, now })).toBe(next);
});

test('the current authority stays while none is trusted, and is replaced by a trusted one', () => {
  const forgotten = { ...old };
  expect(afterHours({ authorities: [next], configurations: trusting(), current: forgotten, now })).toBe(forgotten);
  expect(afterHours({ authorities: [next], configurations: trusting(next), current: forgotten, now })).toBe(next);
  expect(afterHours({ authorities: [next], configurations: trusting(old), current: forgotten, now })).toBe(forgotten);
});

test('an authority that has ended signs nothing', () => {
  const configurations = trusting(old, next);
  expect(atOnce({ authorities: [old], configurations, current: old, now: old.ends })).toBe(undefined);
  expect(afterHours({ authorities, configurations, current: old, now: old.ends })).toBe(next);
});
