import { Type } from 'typebox';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { fleetErrors } from '../../command-line/errors.ts';

/** One value of --for. */
export type Condition = { type: 'create' } | { type: 'delete' } | { type: 'status'; name: string; status: string };

/**
 * Parses the values of --for as kubectl does. A creation is always waited for first.
 * @throws FleetError CONDITION_INVALID
 */
export function readConditions(texts: readonly string[]): Condition[] {
  if (texts.length === 0) throw fleetErrors.conditionInvalid('[]');
  const conditions = texts.map(readCondition);
  return [...conditions.filter(isCreation), ...conditions.filter(condition => !isCreation(condition))];
}

function isCreation({ type }: Condition): boolean {
  return type === 'create';
}

function readCondition(text: string): Condition {
  const lower = text.toLowerCase();
  if (lower === 'create' || lower === 'delete') return { type: lower };
  if (text.startsWith('condition=')) {
    const [name = '', ...status] = text.slice('condition='.length).split('=');
    return { type: 'status', name, status: status.length === 0 ? 'true' : status.join('=') };
  }
  throw fleetErrors.conditionInvalid(JSON.stringify(text));
}

const Observed = orNull(Type.Number());
export const hasConditions = validatorOf(
  Type.Object({
    metadata: Type.Object({ generation: Observed }),
    status: Type.Object({
      observedGeneration: Observed,
      conditions: Type.Array(
        Type.Object({ type: orNull(Type.String()), status: orNull(Type.String()), observedGeneration: Observed }),
      ),
    }),
  }),
);

/**
 * True for an object that meets the condition. A status that the controller derived from an earlier
 * generation does not count.
 * @param object undefined where there is no such object, or no longer
 */
export function isMet(condition: Condition, object: KubernetesObject | undefined): boolean {
  if (condition.type === 'delete') return object === undefined;
  if (condition.type === 'create') return object !== undefined;
  if (!hasConditions(object)) return false;
  const { metadata, status } = object;
  const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const found = status.conditions.find(({ type }) => isSame(type ?? '', condition.name));
  const observed = found?.observedGeneration ?? status.observedGeneration ?? Infinity;
  return observed >= (metadata.generation ?? 0) && isSame(found?.status ?? '', condition.status);
}
