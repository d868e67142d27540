import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { findingOf, mutatesNothing } from '../app.fixture.ts';
import { createLedger } from './ledger.ts';
import { looker, type Looking } from './look.ts';

const looking = (changes: Partial<Looking>): Looking => ({
  ledger: createLedger(),
  judging: {
    decide: () => ({ allowed: false, findings: [findingOf()] }),
    mutate: mutatesNothing,
    surroundings: () => ({ exemptions: [], cluster: {}, settings: {}, now: '2026-11-23T00:00:00Z' }),
    namespace: () => null,
  },
  types: new Set(['/Pod', '/Service', 'apps/ReplicaSet']),
  annotated: new Set(['/Pod']),
  excludedNamespaces: new Set(['kube-system']),
  onNew: () => undefined,
  ...changes,
});

/** Names of the Pods that are noted down; each of them is wrong. */
async function notedOf(pods: readonly KubernetesObject[]): Promise<string[]> {
  const noted: string[] = [];
  const look = looker(looking({ onNew: ({ name }) => noted.push(name) }));
  for (const pod of pods) await look('/Pod', pod);
  return noted;
}

const pod = (name: string, namespace: string, made: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, ...made },
});

test('what lies in an excluded namespace is not looked at', async () => {
  expect(await notedOf([pod('dns', 'kube-system'), pod('web', 'shop')])).toEqual(['web']);
});

test('what names a controller that is looked at is passed over, whoever wrote that', async () => {
  const madeBy = (apiVersion: string, kind: string) => ({
    ownerReferences: [{ apiVersion, kind, name: 'web', uid: '1', controller: true }],
  });
  const pods = [
    pod('of-replica-set', 'shop', madeBy('apps/v1', 'ReplicaSet')),
    pod('of-others', 'shop', madeBy('example.com/v1', 'Robot')),
  ];
  expect(await notedOf(pods)).toEqual(['of-others']);
});

test('annotations are missing only where the next write brings them', async () => {
  const { ledger, judging, ...others } = looking({});
  const mutate = () => ({ ...mutatesNothing(), annotations: { 'kubectl-fleet.io/owned-by': 'shop' } });
  const look = looker({ ...others, ledger, judging: { ...judging, mutate } });
  await look('/Pod', pod('web', 'shop'));
  await look('/Service', { ...pod('web', 'shop'), kind: 'Service' });
  const entries = [...ledger.of('shop').entries];
  expect(entries.map(({ kind, isUnowned }) => ({ kind, isUnowned }))).toEqual([
    { kind: 'Pod', isUnowned: true },
    { kind: 'Service', isUnowned: false },
  ]);
});
