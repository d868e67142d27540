import { Type } from 'typebox';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import { findResults } from '../../output/jsonpath/evaluate.ts';
import { goText } from '../../output/jsonpath/go-text.ts';
import { withTemplate } from '../../output/jsonpath/print.ts';
import type { Template } from '../../output/jsonpath/template.ts';
import { relaxedPath } from '../../output/relaxed-path.ts';

/** One value of --for. */
export type Condition =
  | { type: 'create' }
  | { type: 'delete' }
  | { type: 'status'; name: string; status: string }
  /** Any value meets the condition where none is given. */
  | { type: 'field'; path: Template; value: string | undefined };

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
  if (text.startsWith('jsonpath=')) return fieldCondition(text.slice('jsonpath='.length));
  throw fleetErrors.conditionInvalid(JSON.stringify(text));
}

/** Reads PATH or PATH=VALUE. The == of a filter in the path separates nothing. */
function fieldCondition(text: string): Condition {
  const [path = '', value, ...rest] = text.split(/(?<!=)=(?!=)/);
  if (rest.length > 0) throw fleetErrors.waitInvalid(fieldForm);
  if (path === '') throw fleetErrors.waitInvalid('jsonpath expression cannot be empty');
  const wanted = value?.replace(/^['"]+|['"]+$/g, '');
  if (wanted === '') {
    throw fleetErrors.waitInvalid(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  }
  return { type: 'field', path: relaxedPath(path), value: wanted };
}

const fieldForm =
  "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'";

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
 * True for an object that meets the condition.
 * @param object undefined where there is no such object, or no longer
 * @throws FleetError CONDITION_INVALID where a path leads to more than one value
 */
export function isMet(condition: Condition, object: KubernetesObject | undefined): boolean {
  switch (condition.type) {
    case 'delete':
      return object === undefined;
    case 'create':
      return object !== undefined;
    case 'field':
      return object !== undefined && hasField(object, condition.path, condition.value);
    case 'status':
      return hasStatus(object, condition);
  }
}

/** A status that the controller derived from an earlier generation does not count. */
function hasStatus(object: KubernetesObject | undefined, wanted: { name: string; status: string }): boolean {
  if (!hasConditions(object)) return false;
  const { metadata, status } = object;
  const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const found = status.conditions.find(({ type }) => isSame(type ?? '', wanted.name));
  const observed = found?.observedGeneration ?? status.observedGeneration ?? Infinity;
  return observed >= (metadata.generation ?? 0) && isSame(found?.status ?? '', wanted.status);
}

function hasField(object: KubernetesObject, path: Template, wanted: string | undefined): boolean {
  const results = withTemplate(path, () => findResults(path.nodes, object, true));
  const [values = []] = results;
  if (values.length === 0) return false;
  if (results.length > 1) throw fleetErrors.waitInvalid('given jsonpath expression matches more than one list');
  if (values.length > 1) throw fleetErrors.waitInvalid('given jsonpath expression matches more than one value');
  if (wanted === undefined) return true;
  const [value] = values;
  if (typeof value === 'object' && value !== null) {
    throw fleetErrors.waitInvalid('jsonpath leads to a nested object or list which is not supported');
  }
  return goText(value).trim() === wanted.trim();
}
