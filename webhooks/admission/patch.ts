import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Changes, Mutation } from '../../policies/review/mutation.ts';

/** Operation of JSON Patch (RFC 6902). `add` replaces a member that exists. */
export type PatchOperation =
  { op: 'add'; path: string; value: string | Record<string, string> } | { op: 'remove'; path: string };

const Values = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]);
const HasMetadata = Type.Object({
  metadata: Type.Object({ labels: Type.Optional(Values), annotations: Type.Optional(Values) }),
});
export const hasMetadata = validatorOf(HasMetadata);

/**
 * Returns the operations that change labels and annotations; none for an object without metadata.
 * The patch never writes the object back, because JSON.parse has rounded its large integers.
 */
export function metadataPatch(
  object: KubernetesObject | null,
  { labels, annotations }: Omit<Mutation, 'findings'>,
): PatchOperation[] {
  if (!hasMetadata(object)) return [];
  const { metadata } = object;
  return [
    ...operationsBelow('/metadata/labels', metadata.labels, labels),
    ...operationsBelow('/metadata/annotations', metadata.annotations, annotations),
  ];
}

/**
 * Returns the operations below a path. An operation below a missing parent, or one that removes a
 * missing member, would fail the request.
 */
function operationsBelow(path: string, present: Static<typeof Values> | undefined, changes: Changes): PatchOperation[] {
  const sorted = Object.entries(changes).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const added = sorted.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
  if (!present) return added.length === 0 ? [] : [{ op: 'add', path, value: Object.fromEntries(added) }];
  const removed = sorted.filter(([key, value]) => value === null && Object.hasOwn(present, key));
  return [
    ...added.map(([key, value]): PatchOperation => ({ op: 'add', path: `${path}/${escaped(key)}`, value })),
    ...removed.map(([key]): PatchOperation => ({ op: 'remove', path: `${path}/${escaped(key)}` })),
  ];
}

/** Returns a key of a JSON Pointer (RFC 6901). */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
