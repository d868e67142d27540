import { expect, test } from 'vitest';
import { reviewOfCreate } from '../../policies/review/review-of-create.ts';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));

const deployment = (name: string, namespace: string, spec: object = {}): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: { template: { metadata: { labels: { app: name.replace(/-.*/, '') } }, spec } },
});
const away = { nodeSelector: { 'virtual-node.interlink/type': 'virtual-kubelet' } };
/** More than are read at once, so that no part shows both sides. */
const others = Array.from({ length: 120 }, (_, index) => deployment(`other-${index}`, 'lab'));
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'notebook', namespace: 'lab' },
  spec: { selector: { app: 'notebook' }, ports: [{ port: 80 }] },
};

function rulesFound(workloads: KubernetesObject[]): string[] {
  const cluster = engine.readFacts({ workloads, claims: [] });
  const review = reviewOfCreate(service, {
    cluster,
    exemptions: [],
    settings: {},
    now: '2026-11-30T12:00:00Z',
    namespaceObject: null,
  });
  return engine.decide(review).findings.map(({ rule }) => rule);
}

test('a Service reaches nobody where all workloads that it selects are away', () => {
  const elsewhere = deployment('notebook', 'shop');
  expect(rulesFound([deployment('notebook-a', 'lab', away), ...others, elsewhere])).toEqual([
    'service-on-virtual-node',
  ]);
});

test('a workload of which there is nothing else to say answers for it, wherever it is in the list', () => {
  const lost = deployment('notebook-a', 'lab', away);
  const near = deployment('notebook-b', 'lab');
  expect(rulesFound([lost, ...others, near])).toEqual([]);
  expect(rulesFound([near, ...others, lost])).toEqual([]);
});

test('where nobody is away workloads of which there is nothing to say are left out', () => {
  const reached = deployment('web', 'lab', { nodeSelector: { 'liqo.io/type': 'virtual-node' } });
  expect(engine.readFacts({ workloads: [...others, reached] }).workloads).toHaveLength(1);
});
