import type { ProgramAnswer } from '../../../kubernetes/program/program.ts';
import { objectAt } from '../json-patch.ts';
import type { Case } from './case.ts';
import { ownerKey } from './objects.ts';
import type { Regime } from './regimes.ts';

export type Age = 'older' | 'newer';

/** The result of a write; no case expects `failed`. */
type Fate = 'written' | 'let go with a warning' | 'kept' | 'refused' | 'failed';

export interface Outcome {
  readonly fate: Fate;
  readonly owner: unknown;
  /** The webhook's annotation. */
  readonly ownedBy: unknown;
}

/**
 * Checks that only a change that the mapping refuses is refused, and that the owner at the end is
 * right.
 */
export function expectedOutcome(one: Case, regime: Regime, age: Age): Outcome {
  const fate = fateOf(one, regime);
  const owner = fate === 'kept' || fate === 'refused' ? 'shop' : one.leaves;
  return { fate, owner, ownedBy: isDescribed(one, regime, age) ? owner : undefined };
}

function fateOf({ before, leaves, may }: Case, { isMapped, mutates }: Regime): Fate {
  const isTaken = before === undefined && ['search', 'payments'].includes(leaves);
  if (!isTaken) return 'written';
  if (!isMapped) return 'let go with a warning';
  if (may === true) return 'written';
  return mutates ? 'kept' : 'refused';
}

function isDescribed({ made, aside, leaves }: Case, { mutates }: Regime, age: Age): boolean {
  const isSeen = mutates && (age === 'newer' || aside !== true);
  return isSeen && made !== true && leaves !== 'nobody';
}

/** Returns the outcome, by the answer and by the stored object. */
export function outcomeOf(answer: ProgramAnswer, stored: ProgramAnswer): Outcome {
  return { fate: fateTold(answer), ...ownersOf(stored) };
}

function fateTold({ exitCode, stderr }: ProgramAnswer): Fate {
  const said = /ownership-protected: \S+ \S+ (has|keeps|had) owner shop/.exec(stderr)?.[1];
  if (exitCode !== 0) return said === 'has' ? 'refused' : 'failed';
  if (said === undefined) return 'written';
  return said === 'keeps' ? 'kept' : 'let go with a warning';
}

function ownersOf({ exitCode, stdout }: ProgramAnswer): Pick<Outcome, 'owner' | 'ownedBy'> {
  if (exitCode !== 0) return { owner: 'nobody', ownedBy: undefined };
  const object: unknown = JSON.parse(stdout);
  const [labels, annotations] = ['labels', 'annotations'].map(place => objectAt(object, 'metadata', place));
  return {
    owner: labels?.[ownerKey] ?? annotations?.[ownerKey] ?? 'payments',
    ownedBy: annotations?.['kubectl-fleet.io/owned-by'],
  };
}
