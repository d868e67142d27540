import { Type, type Static } from 'typebox';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { ReviewInput } from './review-input.ts';
import { manifestPattern, holdsManifest } from './manifest-text.ts';

/** Places of the values that users store. */
export const StoredValues = Type.Object({
  /** Paths by group and kind, e.g. /Secret: [[data], [stringData]]; `*` is each item of a list. */
  kinds: Type.Record(Type.String(), Type.Array(Type.Array(Type.String()))),
  /** API groups whose other kinds hold no objects. */
  plain: Type.Array(Type.String()),
});
export type StoredValues = Readonly<Static<typeof StoredValues>>;

/** Removes the values that users store. */
export interface Redactor {
  /** Returns an object and its predecessor without the values. Changes neither of the two. */
  redact: (
    object: KubernetesObject | null,
    oldObject: KubernetesObject | null,
  ) => Pick<ReviewInput, 'object' | 'oldObject'>;
  /** True if the type of an object says that it holds no such value. */
  isPlain: (object: KubernetesObject) => boolean;
}

/**
 * Returns a redactor. Values that users store can be secret and up to a megabyte long, and no rule
 * needs them. The keys stay. Each value becomes 'changed' if it differs from its predecessor, and
 * '' otherwise. The same applies to such an object inside another one, and to a text that holds its
 * manifest.
 */
export function redactor({ kinds, plain }: StoredValues): Redactor {
  const pattern = manifestPattern(Object.keys(kinds));
  const groups = new Set(plain);

  const redact = (value: unknown, before: unknown, given = ''): unknown => {
    if (typeof value === 'string') return holdsManifest(value, pattern) ? wordFor(value, before) : value;
    if (Array.isArray(value)) {
      const old = predecessors(before);
      return value.map((item: unknown, index) => redact(item, old(item, index), given));
    }
    if (!isRecord(value)) return value;
    const type = typeOf(value) || given;
    const blanked = (kinds[type] ?? []).reduce<unknown>((rest, path) => blankAt(rest, before, path), value);
    // The items of a SecretList need not say that they are Secrets.
    const ofItems = type.endsWith('List') ? type.slice(0, -'List'.length) : '';
    return mapValues(blanked, before, (inner, old, key) => redact(inner, old, key === 'items' ? ofItems : ''));
  };

  const isPlain = (object: KubernetesObject): boolean => {
    const type = typeOf(object);
    return !Object.hasOwn(kinds, type) && !type.endsWith('List') && groups.has(type.slice(0, type.indexOf('/')));
  };
  const redactObject = (object: KubernetesObject | null, before: KubernetesObject | null): KubernetesObject | null => {
    if (object === null || isPlain(object)) return object;
    const rest = redact(object, before ?? object);
    return isRecord(rest) ? rest : null;
  };
  return {
    redact: (object, oldObject) => ({
      object: redactObject(object, oldObject),
      oldObject: redactObject(oldObject, oldObject),
    }),
    isPlain,
  };
}

/** Returns group and kind, e.g. apps/Deployment; '' for a value that is no Kubernetes object. */
function typeOf({ apiVersion, kind }: Record<string, unknown>): string {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return '';
  return `${apiVersion.slice(0, Math.max(0, apiVersion.lastIndexOf('/')))}/${kind}`;
}

function blankAt(value: unknown, before: unknown, [step, ...path]: readonly string[]): unknown {
  if (step === undefined) return blank(value, before);
  return mapValues(value, before, (inner, old, key) =>
    step === key || step === '*' ? blankAt(inner, old, path) : inner,
  );
}

/** Returns the value with '' or 'changed' in place of each string, number and boolean. */
function blank(value: unknown, before: unknown): unknown {
  return typeof value === 'object' && value !== null ? mapValues(value, before, blank) : wordFor(value, before);
}

function wordFor(value: unknown, before: unknown): '' | 'changed' {
  return value === before ? '' : 'changed';
}

/** Returns a list or an object with changed values, and any other value as it is. */
function mapValues(
  value: unknown,
  before: unknown,
  change: (inner: unknown, before: unknown, key: string) => unknown,
): unknown {
  if (Array.isArray(value)) {
    const old = predecessors(before);
    return value.map((item: unknown, index) => change(item, old(item, index), String(index)));
  }
  if (!isRecord(value)) return value;
  const old = isRecord(before) ? before : {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, old[key], key)]));
}

/**
 * Returns a function that finds the predecessor of an item: the object of the same type and name
 * or, for an item without a name, the item at the same index.
 */
function predecessors(before: unknown): (item: unknown, index: number) => unknown {
  if (!Array.isArray(before)) return () => undefined;
  const old: readonly unknown[] = before;
  let byName: Map<string, unknown> | undefined;
  return (item, index) => {
    const name = nameOf(item);
    if (name === undefined) return old[index];
    byName ??= new Map(old.map(one => [nameOf(one) ?? '', one]));
    return byName.get(name);
  };
}

function nameOf(item: unknown): string | undefined {
  if (!isRecord(item) || !isRecord(item['metadata'])) return undefined;
  const { namespace, name } = item['metadata'];
  return JSON.stringify([typeOf(item), namespace, name]);
}
