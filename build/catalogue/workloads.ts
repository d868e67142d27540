import { Type } from 'typebox';
import { ObjectType } from './names.ts';

/** What is known of kinds of workloads, whichever system they are of. */

const closed = { additionalProperties: false };

/** Kinds that run nothing, and what they give. */
export const WithoutWorkload = Type.Record(ObjectType, Type.String(), closed);

/** Kinds that provisioners create so that pods can start. */
export const Provisioned = Type.Array(ObjectType, { minItems: 1 });

/** Fields that hold what users store; rules are shown their keys alone. */
export const Contents = Type.Record(ObjectType, Type.Array(Type.String(), { minItems: 1 }), closed);
