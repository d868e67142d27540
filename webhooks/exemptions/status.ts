import { isDeepStrictEqual } from 'node:util';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import type { Standings } from '../../policies/engine/engine.ts';
import { checkExemption, ExemptionStatus, type ExemptionState } from '../../policies/engine/exemption.ts';
import type { KubernetesObject } from '../../policies/engine/kubernetes.ts';
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

/** What to write of an exemption's status as a merge patch; undefined where all is written. */
export function statusPatch(
  { metadata: { resourceVersion, generation }, status = {} }: Stored,
  standing: { state: ExemptionState; message?: string },
  use: Use | undefined,
): object | undefined {
  const { state, message } = standing;
  const lastUsed = [status.lastUsed, use?.last]
    .filter(time => time !== undefined)
    .sort()
    .at(-1);
  const next = {
    state,
    ...(message !== undefined && { message }),
    used: (status.used ?? 0) + (use?.count ?? 0),
    ...(lastUsed !== undefined && { lastUsed }),
    observedGeneration: generation,
  };
  if (isDeepStrictEqual(next, status)) return undefined;
  // With the version that was read: of two that count, none overwrites the other.
  return { metadata: { resourceVersion }, status: { message: null, ...next } };
}
