import { Type } from 'typebox';
import { ObjectType, Path } from './names.ts';

/** Facts about kinds of workloads of any system. */

const closed = { additionalProperties: false };

/** Kinds that run nothing, and what they give. */
export const WithoutWorkload = Type.Record(ObjectType, Type.String(), closed);

/** Kinds that provisioners create so that pods can start. */
export const Provisioned = Type.Array(ObjectType, { minItems: 1 });

/**
 * Paths to values that users store, `*` for each item of a list; rules are shown the keys alone.
 */
export const Contents = Type.Record(ObjectType, Type.Array(Path, { minItems: 1 }), closed);
