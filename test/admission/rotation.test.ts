import { setTimeout as sleep } from 'node:timers/promises';
import { checkServerIdentity } from 'node:tls';
import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { reviewOf } from '../../webhooks/app.fixture.ts';
import { readConfigurations } from '../../webhooks/certificates/ca-bundles.ts';
import { createClient } from '../../kubernetes/client/client.ts';
import { apiServerOf } from '../../webhooks/cluster/kubeconfig.ts';
import { send } from '../testbed/cluster/send.ts';
import { amountOf } from '../long-forms.ts';
import { certificatesIn, install, type Installation } from './managed/installation.ts';

const { eu1 } = inject('fleet');
const kubeConfig = new KubeConfig();
kubeConfig.loadFromFile(eu1.kubeconfig);
const client = createClient(apiServerOf(kubeConfig), { userAgent: 'kubectl-fleet-test' });
let installed: Installation;
beforeAll(async () => {
  installed = await install(eu1, 'admission-rotation', {
    authority: { seconds: 30, renewAfterSeconds: 3 },
    leaf: { seconds: 10, renewAfterSeconds: 1 },
    settleSeconds: 2,
    checkSeconds: 0.25,
  });
  const replicas = await Promise.all([installed.start(), installed.start()]);
  for (const replica of replicas) await replica.untilReady();
});
afterAll(async () => {
  await installed.uninstall();
});

const seconds = amountOf('rotation');

test(`certificates that change every second and authorities that change every few lose no call in ${seconds} s`, async () => {
  const [first] = await installed.authorities();
  const isOver = after(seconds);
  const lost: string[] = [];
  const calls = { throughTheCluster: 0, byNewConnections: 0 };
  const served = new Set<string>();
  const issuers = new Set<string>();
  const keepCalling = async (kind: keyof typeof calls, call: () => Promise<unknown>): Promise<void> => {
    while (!isOver()) {
      await call().then(
        () => calls[kind]++,
        (error: unknown) => lost.push(`${kind}: ${String(error)}`),
      );
    }
  };
  /**
   * Calls like kube-apiserver, which keeps some connections and opens others. Both webhooks fail
   * closed.
   */
  const create = (): Promise<unknown> =>
    client.write('POST', `/api/v1/namespaces/${installed.namespace}/configmaps?dryRun=All`, {
      metadata: { generateName: 'load-' },
    });
  /** Trusts the authorities that kube-apiserver trusts at this moment. */
  const connect = async (): Promise<void> => {
    const [configuration] = await readConfigurations(client, { validating: installed.namespace });
    const { status } = await send(`${installed.url}/validate`, {
      ca: configuration?.bundles ?? [],
      checkServerIdentity: (host, certificate) => {
        served.add(certificate.serialNumber);
        issuers.add(String(certificate.issuer.CN));
        return checkServerIdentity(host, certificate);
      },
      body: JSON.stringify(reviewOf({ namespace: 'default' })),
    });
    if (status !== 200) throw new Error(`status ${status}`);
  };
  await Promise.all([
    ...Array.from({ length: 8 }, () => keepCalling('throughTheCluster', create)),
    ...Array.from({ length: 4 }, () => keepCalling('byNewConnections', connect)),
  ]);
  expect(lost).toEqual([]);
  expect(calls.throughTheCluster).toBeGreaterThan(100);
  expect(calls.byNewConnections).toBeGreaterThan(30);
  expect(served.size).toBeGreaterThan(seconds / 2);
  expect(issuers.size).toBeGreaterThan(seconds / 6);
  // It has ended in the meantime, and no client trusts it any more.
  const [bundle = ''] = await installed.bundles();
  expect(certificatesIn(bundle).map(({ serialNumber }) => serialNumber)).not.toContain(first?.serialNumber);
});

function after(seconds: number): () => boolean {
  let isOver = false;
  void sleep(seconds * 1000).then(() => (isOver = true));
  return () => isOver;
}
