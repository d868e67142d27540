import { isDeepStrictEqual } from 'node:util';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import type { Standings } from '../../policies/engine/engine.ts';
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

/** True for an exemption as its cluster stores it. */
export const isStored = new Ajv().addFormat('date-time', true).compile<Stored>(Stored);

/** How an exemption stands, and why it does not count. */
export function standingOf(
  object: KubernetesObject & Stored,
  rules: readonly string[],
  standings: Standings,
): { state: ExemptionState; message?: string } {
  const checked = checkExemption(object, rules);
  if ('problems' in checked) return { state: 'Malformed', message: checked.problems.join('; ') };
  const standing = standings[object.metadata.name];
  if (standing === undefined) return { state: 'Malformed', message: 'spec.expiresAt is no date that can be compared' };
  const counts = standing.state === 'Active' || standing.state === 'Expiring';
  return { state: standing.state, ...(counts ? {} : { message: standing.says }) };
}

/**
 * Returns the merge patch for an exemption's status; undefined when the status is up to date.
 * @param verified true when senders of reviews have proved to be an API server
 */
export function statusPatch(
  { metadata: { resourceVersion, generation }, status = {} }: Stored,
  standing: { state: ExemptionState; message?: string },
  use: Use | undefined,
  verified: boolean,
): object | undefined {
  const { state, message } = standing;
  const next = {
    state,
    ...(message !== undefined && { message }),
    ...usesIn(status, use, verified),
    observedGeneration: generation,
  };
  if (isDeepStrictEqual(next, status)) return undefined;
  // With the version that was read: of two that count, none overwrites the other.
  return { metadata: { resourceVersion }, status: { message: null, usedIsEstimate: null, ...next } };
}

type Uses = Pick<ExemptionStatus, 'used' | 'usedIsEstimate' | 'lastUsed'>;

/** Adds new uses to those in the status. An estimate stays an estimate. */
function usesIn({ used = 0, usedIsEstimate, lastUsed }: Partial<Uses>, use: Use | undefined, verified: boolean): Uses {
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
