import { loadEngine } from '../../policies/engine/engine.ts';
import { reviewInput } from '../../webhooks/admission/input.ts';
import { readReview } from '../../webhooks/review/admission-request.ts';
import { largeCluster } from './large-cluster.ts';
import { reviewOf } from './reviews/review.ts';
import { time } from './timing.ts';

const sizes = [
  { nodes: 12, workloads: 200 },
  { nodes: 500, workloads: 1_000 },
  { nodes: 5_000, workloads: 2_000 },
];

/**
 * Lines of a table: what a cluster's size costs. Its facts are read anew after a change, and the
 * first review after that puts them where rules look; a federated pod is then judged against all
 * nodes.
 */
export async function facts(): Promise<string[][]> {
  const lines: string[][] = [];
  for (const { nodes, workloads } of sizes) {
    const engine = await loadEngine(new URL('../../dist/', import.meta.url));
    const objects = largeCluster(nodes, workloads);
    const [known, changed] = [engine.readFacts(objects), engine.readFacts(objects)];
    let turns = 0;
    const input = await reviewInput(readReview(reviewOf('karmada')), {
      facts: () => known,
      namespaceObject: () => Promise.resolve({ metadata: { name: 'default' } }),
      exemptions: () => [],
      ownersOfPod: () => Promise.resolve([]),
      settings: {},
      now: () => new Date('2026-11-23T00:00:00Z'),
    });
    const milliseconds = (call: () => unknown): string => (time(call, 20).p50 / 1000).toFixed(0);
    lines.push([
      `${nodes} nodes, ${workloads} workloads`,
      milliseconds(() => engine.readFacts(objects)),
      milliseconds(() => engine.decide({ ...input, cluster: turns++ % 2 === 0 ? known : changed })),
      time(() => engine.decide(input)).p50.toFixed(0),
    ]);
  }
  return lines;
}
