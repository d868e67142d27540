import { openEngine, type Engine } from '../../../policies/engine/engine.ts';
import { readPolicy } from '../../../policies/engine/policy-files.ts';
import type { ReviewInput } from '../../../policies/review/review-input.ts';
import { workerPages } from '../../../webhooks/evaluation/wasm-memory.ts';
import { largeBody } from '../../../webhooks/flow-control/limits.ts';
import { worstCases } from './cases.ts';
import { longest, reviewsOf } from './review.ts';

/** Each is asked so often, and the least counts: what it took more was the machine's. */
const rounds = 3;

/**
 * Lines of a table: milliseconds of CPU time of the most expensive objects of each rule, as long as
 * the main thread judges them and as long as an API server takes them, created and changed. One of
 * the two webhooks is asked, the one that takes longer.
 */
export async function worst(): Promise<string[][]> {
  const engine = openEngine(await readPolicy(new URL('../../../dist/', import.meta.url)), workerPages);
  return Object.entries(worstCases).flatMap(([rule, cases]) =>
    cases.map(found => {
      const times = [largeBody, longest.sent].flatMap(bytes => {
        const { CREATE, UPDATE } = reviewsOf(found, bytes);
        return [CREATE, UPDATE].map(review => cpuOf(engine, review).toFixed(0));
      });
      return [rule, found.title, ...times];
    }),
  );
}

function cpuOf(engine: Engine, review: ReviewInput): number {
  const asked = [() => engine.decide(review), () => engine.mutate(review)];
  const times = asked.map(ask =>
    Math.min(
      ...Array.from({ length: rounds }, () => {
        const before = process.cpuUsage();
        ask();
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      }),
    ),
  );
  return Math.max(...times);
}
