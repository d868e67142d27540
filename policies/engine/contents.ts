import { Type, type Static } from 'typebox';
import type { KubernetesObject } from './kubernetes.ts';
import type { ReviewInput } from './model.ts';
import { isRecord } from './is-record.ts';

/** Fields in which kinds hold what their users store, by group and kind, e.g. /ConfigMap: [data, binaryData] */
export const Contents = Type.Record(Type.String(), Type.Array(Type.String()));
export type Contents = Readonly<Static<typeof Contents>>;

/**
 * The same objects without the values that their users store, which may be secret, are up to a megabyte and no rule's business. The keys
 * stay, and whether a value is another one than before: 'changed', else ''. The input is not changed.
 */
export function withoutContents(
  object: KubernetesObject | null,
  oldObject: KubernetesObject | null,
  contents: Contents,
): Pick<ReviewInput, 'object' | 'oldObject'> {
  const fields = contentsOf(object ?? oldObject, contents);
  if (fields === undefined) return { object, oldObject };
  return { object: blank(object, fields, oldObject), oldObject: blank(oldObject, fields) };
}

/** The fields of an object that hold what users store. */
export function contentsOf(object: KubernetesObject | null, contents: Contents): readonly string[] | undefined {
  if (object === null) return undefined;
  const { apiVersion, kind } = object;
  const [, group = ''] = /^(.*)\//.exec(String(apiVersion)) ?? [];
  return contents[`${group}/${String(kind)}`];
}

function blank(
  object: KubernetesObject | null,
  fields: readonly string[],
  before: KubernetesObject | null = null,
): KubernetesObject | null {
  if (object === null) return null;
  const blanked = fields.flatMap((field): [string, KubernetesObject][] => {
    const stored = object[field];
    if (!isRecord(stored)) return [];
    const old = before?.[field];
    const values = Object.entries(stored).map(([key, value]) => [
      key,
      wordFor(value, isRecord(old) ? old[key] : value),
    ]);
    return [[field, Object.fromEntries(values)]];
  });
  return { ...object, ...Object.fromEntries(blanked) };
}

function wordFor(value: unknown, before: unknown): '' | 'changed' {
  return value === before ? '' : 'changed';
}
