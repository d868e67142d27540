import { Type } from 'typebox';
import { ObjectType, Path } from './names.ts';

/** What is known of kinds of workloads, whichever system they are of. */

const closed = { additionalProperties: false };

/** Where a workload keeps the template of its pods; [] is the pod itself. */
export const PodTemplates = Type.Record(ObjectType, Path, closed);

/** The places of one of which a workload has its template. */
export const PodTemplateChoices = Type.Record(ObjectType, Type.Array(Path), closed);

/** Where a workload says of some of its pods to which nodes they go. */
export const PodSubsets = Type.Record(
  ObjectType,
  Type.Object({ path: Path, tolerations: Type.String(), required_term: Type.String() }, closed),
  closed,
);

/** Kinds that run nothing, and what they give. */
export const WithoutWorkload = Type.Record(ObjectType, Type.String(), closed);

/** Kinds that provisioners create so that pods can start. */
export const Provisioned = Type.Array(ObjectType, { minItems: 1 });

/** Fields that hold what users store; rules are shown their keys alone. */
export const Contents = Type.Record(ObjectType, Type.Array(Type.String(), { minItems: 1 }), closed);
