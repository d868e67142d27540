import { loadEngine } from '../../policies/engine/engine.ts';
import { reviewInput } from '../../webhooks/admission/input.ts';
import { readReview } from '../../webhooks/admission/review.ts';
import { type Origin, reviewOf } from './review.ts';
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

/** Lines of a table: microseconds of one evaluation, and how many times the JSON work on the same review that is. */
export async function evaluations(): Promise<string[][]> {
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const lineOf = async (origin: Origin): Promise<string[]> => {
    const review = reviewOf(origin);
    const text = JSON.stringify(review);
    const input = await reviewInput(readReview(review), {
      facts: () => facts,
      namespaceObject: () =>
        Promise.resolve({ metadata: { name: 'default', labels: { 'kubernetes.io/metadata.name': 'default' } } }),
      ownersOfPod: () => Promise.resolve([]),
      settings: {},
      now: () => new Date('2026-11-23T00:00:00Z'),
    });
    const json = time(() => JSON.stringify(JSON.parse(text)));
    const { p50, p99 } = time(() => engine.decide(input));
    const decision = engine.decide(input).allowed ? 'allowed' : 'denied';
    const bytes = JSON.stringify(input.object).length;
    return [decision, String(bytes), p50.toFixed(0), p99.toFixed(0), json.p50.toFixed(0), (p50 / json.p50).toFixed(1)];
  };
  return [await lineOf('argocd'), await lineOf('karmada')];
}
