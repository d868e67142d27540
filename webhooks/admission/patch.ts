import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import type { Ownership } from '../../policies/engine/decision.ts';
import type { KubernetesObject } from '../../policies/engine/kubernetes.ts';

/** One step of RFC 6902. Only additions are ever made. */
export interface PatchOperation {
  op: 'add';
  path: string;
  value: string | Ownership;
}

const Annotated = Type.Object({
  metadata: Type.Object({
    annotations: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
  }),
});
const isAnnotated = new Ajv().compile<Static<typeof Annotated>>(Annotated);

/**
 * Steps that add the annotations the object lacks; none that is there is touched. Empty for an object without metadata.
 * The object itself is never written back: JSON.parse has rounded its large integers.
 */
export function annotationPatch(object: KubernetesObject | null, additions: Ownership): PatchOperation[] {
  if (!isAnnotated(object)) return [];
  const present = object.metadata.annotations;
  const missing = Object.entries(additions)
    .filter(([key]) => !present || !Object.hasOwn(present, key))
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  if (missing.length === 0) return [];
  if (!present) return [{ op: 'add', path: '/metadata/annotations', value: Object.fromEntries(missing) }];
  return missing.map(([key, value]) => ({ op: 'add', path: `/metadata/annotations/${escaped(key)}`, value }));
}

/** RFC 6901 */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
