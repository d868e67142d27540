import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../policies/engine/kubernetes.ts';
import { findingOf, mutatesNothing } from '../app.fixture.ts';
import { createLedger } from './ledger.ts';
import { looker } from './look.ts';

/** Names of the Pods that are noted down; each of them is wrong. */
async function notedOf(pods: readonly KubernetesObject[]): Promise<string[]> {
  const noted: string[] = [];
  const look = looker({
    ledger: createLedger(),
    judging: {
      decide: () => ({ allowed: false, findings: [findingOf()] }),
      mutate: mutatesNothing,
      surroundings: () => ({ exemptions: [], cluster: {}, settings: {}, now: '2026-11-23T00:00:00Z' }),
      namespace: () => null,
    },
    types: new Set(['/Pod', 'apps/ReplicaSet']),
    excludedNamespaces: new Set(['kube-system']),
    onNew: ({ name }) => noted.push(name),
  });
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
