import { load, peakMemoryOf } from './load.ts';
import type { Peer } from './peers/peer.ts';
import type { Peers } from './peers/start.ts';
import { reviewOf, type Origin } from './reviews/review.ts';

const rounds = 5;

/** One peer that is sent one review, over and over. */
interface Run {
  readonly peer: Peer;
  readonly origin: Origin;
  /** Reviews for each second of the server's CPU, one number a round. */
  readonly rates: number[];
}

/**
 * Lines of a table: reviews for each second of the server's CPU in rounds that take turns, and how
 * many times those of another peer that is: the median of the rounds.
 */
export async function servers({ empty, fleet, gatekeeper, kyverno }: Peers): Promise<string[][]> {
  const judging = [fleet, kyverno, gatekeeper];
  const runs: readonly Run[] = [
    { peer: empty, origin: 'argocd', rates: [] },
    ...judging.map((peer): Run => ({ peer, origin: 'argocd', rates: [] })),
    ...judging.map((peer): Run => ({ peer, origin: 'karmada', rates: [] })),
  ];
  // Compilers and caches take their time.
  for (const run of runs) await rateOf(run, 3);
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) run.rates.push(await rateOf(run, 3));
  }
  const times = ({ origin, rates }: Run, peer: Peer): string => {
    const other = runs.find(run => run.peer === peer && (run.origin === origin || peer === empty));
    return median(rates.map((rate, round) => rate / (other?.rates[round] ?? NaN))).toFixed(2);
  };
  return runs.map(run => [
    run.peer.name,
    run.peer === empty ? '' : verdicts[run.origin],
    Math.min(...run.rates).toFixed(0),
    Math.max(...run.rates).toFixed(0),
    ...[empty, kyverno, gatekeeper].map(peer => times(run, peer)),
    peakMemoryOf(run.peer.pid).toFixed(0),
  ]);
}

const verdicts: Record<Origin, string> = { argocd: 'allowed', karmada: 'denied' };

async function rateOf({ peer, origin }: Run, seconds: number): Promise<number> {
  const { requests, cpuSeconds } = await load(peer, JSON.stringify(reviewOf(origin)), { seconds });
  return requests / cpuSeconds;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}
