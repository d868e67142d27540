import { Type, type Static } from 'typebox';
import { groupVersion, resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { Resource } from '../../../../kubernetes/discovery/resource.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import type { ComparisonData, FieldRule } from './comparison-data.ts';
import { fieldRemover } from './remove-fields.ts';
import { keyedHash, valueHider } from './hide-values.ts';
import { textOf } from './same-value.ts';
import { isRecord } from '../../../../kubernetes/objects/is-record.ts';

const NamedObject = Type.Object({
  metadata: Type.Object({
    name: Type.String(),
    namespace: orNull(Type.String()),
    ownerReferences: orNull(Type.Array(Type.Object({ controller: orNull(Type.Boolean()) }))),
  }),
});
export type NamedObject = Static<typeof NamedObject>;
export const isNamedObject = validatorOf(NamedObject);

/** Object of one cluster as it is compared. */
export interface Listed {
  /** The same for the same object in any cluster. */
  id: string;
  resource: Resource;
  namespace: string;
  name: string;
  /** Value to compare. Equal values of several clusters are one value. */
  value: unknown;
  /** `made` by a controller, or a cluster's `own`; undefined for an object to compare. */
  leftOut: 'made' | 'own' | undefined;
}

/** @param isNamed true for an object that the user named, which is never left out */
export type ReadObject = (resource: Resource, object: NamedObject, isNamed: boolean) => Listed;

/**
 * Returns a function that prepares objects for comparison: without the fields to ignore, and with
 * hashes in the place of the values that may not be shown.
 */
export function objectReader(data: ComparisonData, ignored: readonly FieldRule[]): ReadObject {
  const remove = fieldRemover(ignored);
  const hide = valueHider(data.hashed, keyedHash());
  // Most objects are the same in all clusters: one copy of each is held.
  const values = new Map<string, unknown>();
  const shared = (value: unknown): unknown => {
    const text = textOf(value);
    const known: unknown = values.get(text) ?? JSON.parse(text);
    values.set(text, known);
    return known;
  };
  return (resource, object, isNamed) => {
    const { name, namespace } = object.metadata;
    const kind = `${resource.group}/${resource.kind}`;
    const typed = { ...object, apiVersion: groupVersion(resource), kind: resource.kind };
    const listed = {
      id: `${resourceKey(resource)} ${namespace ?? ''} ${name}`,
      resource,
      namespace: namespace ?? '',
      name,
    };
    const leftOut = isNamed ? undefined : reasonToLeaveOut(typed, kind, data.objects);
    return { ...listed, leftOut, value: leftOut === undefined ? shared(hide(remove(kind, typed))) : undefined };
  };
}

function reasonToLeaveOut(object: NamedObject, kind: string, rules: ComparisonData['objects']): Listed['leftOut'] {
  if (object.metadata.ownerReferences?.some(({ controller }) => controller === true) === true) return 'made';
  const isOwn = rules.some(rule => rule.kind === kind && rule.values.includes(String(valueAt(object, rule.path))));
  return isOwn ? 'own' : undefined;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}
