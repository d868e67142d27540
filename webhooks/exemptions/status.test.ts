import { expect, test } from 'vitest';
import { standingOf, statusPatch } from './status.ts';

const exemption = {
  apiVersion: 'kubectl-fleet.io/v1alpha1',
  kind: 'FleetExemption',
  metadata: { name: 'web', resourceVersion: '7', generation: 2 },
  spec: {
    rules: ['no-pets'],
    objects: { names: ['web'] },
    owner: 'shop',
    reason: 'moves in January',
    ticket: 'OPS-1',
    expiresAt: '2026-12-31',
  },
};
const active = { state: 'Active' } as const;
const use = { count: 2, last: '2026-11-23T12:00:00Z' };

test('how it stands is what the policy says, and why where it does not count', () => {
  expect(standingOf(exemption, ['no-pets'], { web: { state: 'Expiring', says: 'soon' } })).toEqual({
    state: 'Expiring',
  });
  expect(standingOf(exemption, ['no-pets'], { web: { state: 'TooLong', says: 'too long' } })).toEqual({
    state: 'TooLong',
    message: 'too long',
  });
});

test('one that names no rule is malformed, whatever the policy says', () => {
  expect(standingOf(exemption, ['no-cattle'], { web: { state: 'Active', says: '' } })).toEqual({
    state: 'Malformed',
    message: 'spec.rules[0] no-pets is no rule; there are: no-cattle',
  });
});

test('the first status is written with the version that was read', () => {
  expect(statusPatch(exemption, active, undefined, true)).toEqual({
    metadata: { resourceVersion: '7' },
    status: { message: null, usedIsEstimate: null, state: 'Active', used: 0, observedGeneration: 2 },
  });
});

test('uses come to those that others have written down, and the later time stays', () => {
  const status = { state: 'Active', used: 3, lastUsed: '2026-11-23T13:00:00Z', observedGeneration: 2 } as const;
  expect(statusPatch({ ...exemption, status }, active, use, true)).toMatchObject({
    status: { used: 5, lastUsed: '2026-11-23T13:00:00Z' },
  });
});

test('what is written is not written again, and a message that is no longer so is taken away', () => {
  const status = { state: 'Active', used: 0, observedGeneration: 2 } as const;
  expect(statusPatch({ ...exemption, status }, active, undefined, true)).toBeUndefined();
  const expired = { ...status, state: 'Expired', message: 'it has expired' } as const;
  expect(statusPatch({ ...exemption, status: expired }, active, undefined, true)).toMatchObject({
    status: { state: 'Active', message: null },
  });
});

test('uses that unverified callers were counted for stay an estimate', () => {
  const counted = { state: 'Active', used: 3, usedIsEstimate: true, observedGeneration: 2 } as const;
  const patched = (status: object, count: number, verified: boolean) =>
    statusPatch({ ...exemption, status }, active, count === 0 ? undefined : { ...use, count }, verified);
  expect(patched({}, 2, false)).toMatchObject({ status: { used: 2, usedIsEstimate: true } });
  expect(patched(counted, 2, true)).toMatchObject({ status: { used: 5, usedIsEstimate: true } });
  expect(patched({ ...counted, used: 0 }, 2, true)).toMatchObject({ status: { used: 2, usedIsEstimate: null } });
  expect(patched({ ...counted, used: 0 }, 0, true)).toMatchObject({ status: { used: 0, usedIsEstimate: null } });
});
