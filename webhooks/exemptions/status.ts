import { isDeepStrictEqual } from 'node:util';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { ExemptionStates } from '../../policies/settings/exemption.ts';
import { checkExemption, ExemptionStatus, type ExemptionState } from '../../policies/settings/exemption.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Use } from './uses.ts';

const Stored = Type.Object({
  metadata: Type.Object({
    name: Type.String(),
    resourceVersion: Type.String(),
    generation: Type.Integer(),
  }),
  status: Type.Optional(Type.Partial(ExemptionStatus)),
});
export type Stored = Static<typeof Stored>;

/** Returns true for an exemption as the cluster stores it. */
export const isStored = validatorOf(Stored);

/** State of an exemption; a message if it is not in force. */
export interface StateWithReason {
  state: ExemptionState;
  message?: string;
}

/** Returns the state of an exemption; Malformed if its spec is not valid. */
export function stateOf(
  object: KubernetesObject & Stored,
  rules: readonly string[],
  states: ExemptionStates,
): StateWithReason {
  const checked = checkExemption(object, rules);
  if ('problems' in checked) return { state: 'Malformed', message: checked.problems.join('; ') };
  const known = states[object.metadata.name];
  if (known === undefined) return { state: 'Malformed', message: 'spec.expiresAt is no date that can be compared' };
  const isInForce = known.state === 'Active' || known.state === 'Expiring';
  return { state: known.state, ...(isInForce ? {} : { message: known.says }) };
}

/**
 * Returns the merge patch for an exemption's status; undefined when the status is up to date.
 * @param verified true when senders of reviews have proved to be an API server
 */
export function statusPatch(
  { metadata: { resourceVersion, generation }, status = {} }: Stored,
  { state, message }: StateWithReason,
  use: Use | undefined,
  verified: boolean,
): object | undefined {
  const next = {
    state,
    ...(message !== undefined && { message }),
    ...usesIn(status, use, verified),
    observedGeneration: generation,
  };
  if (isDeepStrictEqual(next, status)) return undefined;
  // With the version that was read: of two replicas that add uses, none overwrites the other.
  return { metadata: { resourceVersion }, status: { message: null, usedIsEstimate: null, ...next } };
}

/** Part of the status about uses. */
interface UsesInStatus {
  used: number;
  usedIsEstimate?: boolean;
  lastUsed?: string;
}

/** Adds new uses to those in the status. An estimate stays an estimate. */
function usesIn(
  { used = 0, usedIsEstimate, lastUsed }: Partial<UsesInStatus>,
  use: Use | undefined,
  verified: boolean,
): UsesInStatus {
  const last = [lastUsed, use?.last]
    .filter(time => time !== undefined)
    .sort()
    .at(-1);
  const isEstimate = !verified || (usedIsEstimate === true && used > 0);
  return {
    used: used + (use?.count ?? 0),
    ...(isEstimate && { usedIsEstimate: true }),
    ...(last !== undefined && { lastUsed: last }),
  };
}
