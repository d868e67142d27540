import { expect, test } from 'vitest';
import { stateOf, statusPatch } from './status.ts';

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

test('the state is the one of the policy, with a message if the exemption is not in force', () => {
  expect(stateOf(exemption, ['no-pets'], { web: { state: 'Expiring', says: 'soon' } })).toEqual({
    state: 'Expiring',
  });
  expect(stateOf(exemption, ['no-pets'], { web: { state: 'TooLong', says: 'too long' } })).toEqual({
    state: 'TooLong',
    message: 'too long',
  });
});

test('an exemption of an unknown rule is malformed, whatever the policy says', () => {
  expect(stateOf(exemption, ['no-cattle'], { web: { state: 'Active', says: '' } })).toEqual({
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

test('uses are added to those in the status, and the later time stays', () => {
  const status = { state: 'Active', used: 3, lastUsed: '2026-11-23T13:00:00Z', observedGeneration: 2 } as const;
  expect(statusPatch({ ...exemption, status }, active, use, true)).toMatchObject({
    status: { used: 5, lastUsed: '2026-11-23T13:00:00Z' },
  });
});

test('an equal status is not written again, and an outdated message is removed', () => {
  const status = { state: 'Active', used: 0, observedGeneration: 2 } as const;
  expect(statusPatch({ ...exemption, status }, active, undefined, true)).toBeUndefined();
  const expired = { ...status, state: 'Expired', message: 'it has expired' } as const;
  expect(statusPatch({ ...exemption, status: expired }, active, undefined, true)).toMatchObject({
    status: { state: 'Active', message: null },
  });
});

test('uses of unverified callers stay an estimate', () => {
  const counted = { state: 'Active', used: 3, usedIsEstimate: true, observedGeneration: 2 } as const;
  const patched = (status: object, count: number, verified: boolean) =>
    statusPatch({ ...exemption, status }, active, count === 0 ? undefined : { ...use, count }, verified);
  expect(patched({}, 2, false)).toMatchObject({ status: { used: 2, usedIsEstimate: true } });
  expect(patched(counted, 2, true)).toMatchObject({ status: { used: 5, usedIsEstimate: true } });
  expect(patched({ ...counted, used: 0 }, 2, true)).toMatchObject({ status: { used: 2, usedIsEstimate: null } });
  expect(patched({ ...counted, used: 0 }, 0, true)).toMatchObject({ status: { used: 0, usedIsEstimate: null } });
});
