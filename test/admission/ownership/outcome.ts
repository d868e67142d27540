import type { ProgramAnswer } from '../../../policies/bundle/program.ts';
import { isRecord } from '../../../policies/engine/is-record.ts';
import type { Case } from './case.ts';
import { ownerKey } from './objects.ts';
import type { Regime } from './regimes.ts';

export type Age = 'older' | 'newer';

/** What became of a write. */
export interface Outcome {
  readonly isRefused: boolean;
  /** What ownership-protected says: it has refused, kept the owner or let it go. */
  readonly says: 'has' | 'keeps' | 'had' | undefined;
  readonly owner: string | undefined;
  /** The webhook's annotation. */
  readonly ownedBy: unknown;
}

/** Nothing is refused but what the mapping refuses, and the owner at the end is right. */
export function expectedOutcome(one: Case, regime: Regime, age: Age): Outcome {
  const isTaken = one.before === undefined && (one.leaves === 'search' || one.leaves === 'payments');
  const isKept = isTaken && regime.isMapped && one.may !== true;
  const isRefused = isKept && !regime.mutates;
  const lets = isTaken && !regime.isMapped ? 'had' : undefined;
  const owner = isKept ? 'shop' : one.leaves;
  const isSeen = regime.mutates && one.made !== true && (age === 'newer' || one.aside !== true);
  return {
    isRefused,
    says: isRefused ? 'has' : isKept ? 'keeps' : lets,
    owner,
    ownedBy: isSeen && owner !== 'nobody' ? owner : undefined,
  };
}

/** What became of it, by the answer and by the object that is there afterwards. */
export function outcomeOf({ exitCode, stderr }: ProgramAnswer, stored: ProgramAnswer): Outcome {
  const said = /ownership-protected: \S+ \S+ (has|keeps|had) owner shop/.exec(stderr)?.[1];
  return {
    isRefused: exitCode !== 0,
    says: said === 'has' || said === 'keeps' || said === 'had' ? said : undefined,
    ...ownersOf(stored),
  };
}

function ownersOf({ exitCode, stdout }: ProgramAnswer): Pick<Outcome, 'owner' | 'ownedBy'> {
  if (exitCode !== 0) return { owner: 'nobody', ownedBy: undefined };
  const object: unknown = JSON.parse(stdout);
  const metadata = isRecord(object) && isRecord(object['metadata']) ? object['metadata'] : {};
  const { labels, annotations } = metadata;
  const [label, annotation] = [labels, annotations].map(place => (isRecord(place) ? place[ownerKey] : undefined));
  return {
    owner: String(label ?? annotation ?? 'payments'),
    ownedBy: isRecord(annotations) ? annotations['kubectl-fleet.io/owned-by'] : undefined,
  };
}
