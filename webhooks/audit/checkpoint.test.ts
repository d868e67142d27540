import { expect, test } from 'vitest';
import type { ClusterFacts, FleetNode } from '../../policies/facts/cluster-facts.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import { inputsDigest, type DigestedState } from './checkpoint.ts';

type Policy = Parameters<typeof inputsDigest>[0];

const policy: Policy = { engine: { exemptionStates: () => ({}) }, settings: {}, digest: 'sha256:a' };
const now = '2026-11-23T12:00:00Z';
const about = (changes: Partial<DigestedState> = {}): DigestedState => ({
  cluster: {},
  exemptions: [],
  now,
  ...changes,
});
const digest = inputsDigest(policy, about());
const node = (name: string, provider: string): FleetNode => ({ name, labels: {}, taints: [], ready: true, provider });
const inCluster = (cluster: ClusterFacts): string => inputsDigest(policy, about({ cluster }));

test('the digest is short, and the same while only the time changes', () => {
  expect(digest).toMatch(/^[0-9a-f]{32}$/);
  expect(inputsDigest(policy, about({ now: '2026-11-24T12:00:00Z' }))).toBe(digest);
});

test('other rules and other settings change the digest', () => {
  expect(inputsDigest({ ...policy, digest: 'sha256:b' }, about())).not.toBe(digest);
  expect(inputsDigest({ ...policy, settings: { exemptionDays: 30 } }, about())).not.toBe(digest);
});

test('an exemption changes the digest when it is created, changed or expired, not when it is used', () => {
  const withState = (state: 'Active' | 'Expired') => ({ exemptionStates: () => ({ cart: { state, says: '' } }) });
  const exempting = (exemption: object, state: 'Active' | 'Expired' = 'Active'): string =>
    inputsDigest({ ...policy, engine: withState(state) }, about({ exemptions: [{ ...exemption }] }));
  const before = exempting({ spec: { ticket: 'PAY-7' } });
  expect(before).not.toBe(digest);
  expect(exempting({ spec: { ticket: 'PAY-8' } })).not.toBe(before);
  expect(exempting({ spec: { ticket: 'PAY-7' } }, 'Expired')).not.toBe(before);
  expect(exempting({ spec: { ticket: 'PAY-7' }, status: { used: 3 } })).toBe(before);
});

test('version, owner and virtual nodes of the cluster are part of the digest', () => {
  expect(inCluster({ version: 'v1.37.2' })).not.toBe(digest);
  expect(inCluster({ owner: 'payments' })).not.toBe(digest);
  expect(inCluster({ nodes: [node('a', 'liqo')] })).not.toBe(inCluster({ nodes: [] }));
});

test('machines, workloads, claims, budgets and the readiness of a node are not part of the digest', () => {
  const few = inCluster({ nodes: [node('vn', 'liqo')], workloads: [], claims: [], disruptionBudgets: [] });
  const many = inCluster({
    nodes: [node('a', ''), { ...node('vn', 'liqo'), ready: false }],
    workloads: [
      { type: 'apps/Deployment', namespace: 'shop', name: 'cart', labels: {}, provider: '', placedBy: '', holds: '' },
    ],
    claims: [{ namespace: 'shop', name: 'carts', accessModes: [] }],
    disruptionBudgets: [{ namespace: 'shop', name: 'cart', selector: {} }],
  });
  expect(many).toBe(few);
});

test('a setting with a day lasts until the end of the day, one with a time until that time', () => {
  const until = (date: string): Settings => ({ rules: { 'no-pets': [{ action: 'audit', until: date }] } });
  const at = (settings: Settings, time: string): string => inputsDigest({ ...policy, settings }, about({ now: time }));
  const day = until('2026-11-23');
  expect(at(day, '2026-11-23T23:59:59Z')).toBe(at(day, '2026-11-23T00:00:00Z'));
  expect(at(day, '2026-11-24T00:00:00Z')).not.toBe(at(day, '2026-11-23T23:59:59Z'));
  const time = until('2026-11-23T12:00:00Z');
  expect(at(time, '2026-11-23T12:00:00Z')).not.toBe(at(time, '2026-11-23T11:59:59Z'));
});
