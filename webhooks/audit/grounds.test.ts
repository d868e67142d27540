import { expect, test } from 'vitest';
import type { ClusterFacts, FleetNode } from '../../policies/facts/cluster-facts.ts';
import type { Settings } from '../../policies/settings/schema.ts';
import { groundsOf } from './grounds.ts';

type Policy = Parameters<typeof groundsOf>[0];
type Surroundings = Parameters<typeof groundsOf>[1];

const policy: Policy = { engine: { standings: () => ({}) }, settings: {}, digest: 'sha256:a' };
const now = '2026-11-23T12:00:00Z';
const about = (changes: Partial<Surroundings> = {}): Surroundings => ({ cluster: {}, exemptions: [], now, ...changes });
const grounds = groundsOf(policy, about());
const node = (name: string, provider: string): FleetNode => ({ name, labels: {}, taints: [], ready: true, provider });
const inCluster = (cluster: ClusterFacts): string => groundsOf(policy, about({ cluster }));

test('grounds are short, and the same while nothing changes but the time', () => {
  expect(grounds).toMatch(/^[0-9a-f]{32}$/);
  expect(groundsOf(policy, about({ now: '2026-11-24T12:00:00Z' }))).toBe(grounds);
});

test('other rules and other settings are other grounds', () => {
  expect(groundsOf({ ...policy, digest: 'sha256:b' }, about())).not.toBe(grounds);
  expect(groundsOf({ ...policy, settings: { exemptionDays: 30 } }, about())).not.toBe(grounds);
});

test('an exemption that comes, changes or expires is another ground, not one that is used', () => {
  const standings = (state: 'Active' | 'Expired') => ({ standings: () => ({ cart: { state, says: '' } }) });
  const exempting = (exemption: object, state: 'Active' | 'Expired' = 'Active'): string =>
    groundsOf({ ...policy, engine: standings(state) }, about({ exemptions: [{ ...exemption }] }));
  const before = exempting({ spec: { ticket: 'PAY-7' } });
  expect(before).not.toBe(grounds);
  expect(exempting({ spec: { ticket: 'PAY-8' } })).not.toBe(before);
  expect(exempting({ spec: { ticket: 'PAY-7' } }, 'Expired')).not.toBe(before);
  expect(exempting({ spec: { ticket: 'PAY-7' }, status: { used: 3 } })).toBe(before);
});

test('version, owner and virtual nodes of the cluster are grounds', () => {
  expect(inCluster({ version: 'v1.37.2' })).not.toBe(grounds);
  expect(inCluster({ owner: 'payments' })).not.toBe(grounds);
  expect(inCluster({ nodes: [node('a', 'liqo')] })).not.toBe(inCluster({ nodes: [] }));
});

test('what comes and goes all the time is none: machines, workloads, claims, budgets, and whether a node is ready', () => {
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

test('a setting that holds until a day ends with it, one that holds until a time at that time', () => {
  const until = (date: string): Settings => ({ rules: { 'no-pets': [{ action: 'audit', until: date }] } });
  const at = (settings: Settings, time: string): string => groundsOf({ ...policy, settings }, about({ now: time }));
  const day = until('2026-11-23');
  expect(at(day, '2026-11-23T23:59:59Z')).toBe(at(day, '2026-11-23T00:00:00Z'));
  expect(at(day, '2026-11-24T00:00:00Z')).not.toBe(at(day, '2026-11-23T23:59:59Z'));
  const time = until('2026-11-23T12:00:00Z');
  expect(at(time, '2026-11-23T12:00:00Z')).not.toBe(at(time, '2026-11-23T11:59:59Z'));
});
