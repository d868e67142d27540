import { loadEngine } from '../../policies/engine/engine.ts';
import { reviewInput, type ReviewContext } from '../../webhooks/admission/input.ts';
import { readReview } from '../../webhooks/review/admission-request.ts';
import { openReview } from '../../webhooks/evaluation/review-handle.ts';
import { manifestOf, reviewOf } from './reviews/review.ts';
import { time } from './timing.ts';

const facts = {
  name: 'eu-1',
  fleet: 'acme',
  owner: 'payments',
  version: 'v1.37.2',
  nodes: Array.from({ length: 12 }, (_, index) => ({
    name: `eu-1-${index}`,
    labels: {
      'kubernetes.io/hostname': `eu-1-${index}`,
      'kubernetes.io/os': 'linux',
      'topology.kubernetes.io/zone': 'a',
    },
    taints: [],
    ready: true,
    provider: '',
  })),
  claims: [],
  roles: [],
};

/**
 * Lines of a table: microseconds of one evaluation of what was read before, of the same as an
 * update of what is so already, of reading and judging a body as the webhook does, and of the JSON
 * work on the same review, with how many times that the first is.
 */
export async function evaluations(): Promise<string[][]> {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const lineOf = async (title: string, review: Record<string, unknown>, count = 4_000): Promise<string[]> => {
    const text = JSON.stringify(review);
    const body = Buffer.from(text);
    const input = await reviewInput(readReview(review), context);
    const parse = time(() => JSON.parse(text), count).p50;
    const json = time(() => JSON.stringify(JSON.parse(text)), count).p50;
    const { p50, p99 } = time(() => engine.decide(input), count);
    const update = time(() => engine.decide({ ...input, operation: 'UPDATE', oldObject: input.object }), count).p50;
    const asItCame = time(() => openReview(engine, body).decide(input), count).p50;
    const verdict = engine.decide(input).allowed ? 'allowed' : 'denied';
    const bytes = JSON.stringify(input.object).length;
    const times = [p50, p99, update, asItCame, parse, json].map(microseconds => microseconds.toFixed(0));
    return [title, verdict, String(bytes), ...times, (p50 / parse).toFixed(2), (p50 / json).toFixed(2)];
  };
  return [
    await lineOf('StatefulSet, by Argo CD', reviewOf('argocd')),
    await lineOf('StatefulSet, by Karmada', reviewOf('karmada')),
    await lineOf('Work with 200 StatefulSets', workReview(200), 200),
    await lineOf('ConfigMap of 1 MB, one value', configMapReview({ text: 'a line with "quotes"\n'.repeat(45_000) })),
    await lineOf(
      'ConfigMap of 1 MB, 1,000 values',
      configMapReview(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, 'x'.repeat(1000)]))),
    ),
  ];
}

const context: ReviewContext = {
  facts: () => facts,
  namespaceObject: () =>
    Promise.resolve({ metadata: { name: 'default', labels: { 'kubernetes.io/metadata.name': 'default' } } }),
  exemptions: () => [],
  ownersOfPod: () => Promise.resolve([]),
  settings: {},
  now: () => new Date('2026-11-23T00:00:00Z'),
};

function configMapReview(data: Record<string, string>): Record<string, unknown> {
  return creationBy('', 'v1', 'ConfigMap', { data });
}

/** An object with as many violations as StatefulSets. */
function workReview(count: number): Record<string, unknown> {
  const manifests = Array.from({ length: count }, (_, index) => manifestOf('argocd', `shop-${index}`)).map(
    manifest => ({
      ...manifest,
      spec: { replicas: 1, serviceName: 'orders-db' },
    }),
  );
  return creationBy('work.karmada.io', 'v1alpha1', 'Work', { spec: { workload: { manifests } } });
}

/** The creation of another object by the same user. */
function creationBy(group: string, version: string, kind: string, body: object): Record<string, unknown> {
  const review = reviewOf('argocd');
  const apiVersion = [group, version].filter(Boolean).join('/');
  const object = { apiVersion, kind, metadata: { name: 'large', namespace: 'default' }, ...body };
  const type = { group, version };
  const resource = { ...type, resource: `${kind.toLowerCase()}s` };
  return { ...review, request: { ...readReview(review), kind: { ...type, kind }, resource, name: 'large', object } };
}
