import { Type, type Static } from 'typebox';
import { ObjectType, Path, Source } from './names.ts';

const closed = { additionalProperties: false };
const listOf = { minItems: 1 };
const Field = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' });

/** Path of the only pod template of a workload; [] is the pod itself. */
const OneTemplate = Type.Object({ template: Path, source: Source }, closed);

/** A part of a workload that describes some of its pods without a template. */
const Part = Type.Object(
  {
    path: Path,
    /** Path in the part to the labels and annotations of pods. */
    metadata: Type.Optional(Path),
    /** Field that holds a term of required node affinity. */
    required_term: Type.Optional(Field),
  },
  closed,
);

/**
 * Paths of the pod templates of a workload that has several. A step '*' stands for each element of
 * a list or an object.
 */
const SeveralTemplates = Type.Object(
  {
    templates: Type.Optional(Type.Array(Path, listOf)),
    parts: Type.Optional(Type.Array(Part, listOf)),
    /** The templates do not describe the pods alone. */
    partial: Type.Optional(Type.Literal(true)),
    /** Field that names the elements of its lists, if not `name`. */
    named_by: Type.Optional(Field),
    source: Source,
  },
  { ...closed, anyOf: [{ required: ['templates'] }, { required: ['parts'] }] },
);

/** The content of policies/fleet/catalogue/pod_templates/data.yaml. */
export const PodTemplates = Type.Object(
  { kinds: Type.Record(ObjectType, Type.Union([OneTemplate, SeveralTemplates]), closed) },
  closed,
);
export type PodTemplates = Static<typeof PodTemplates>;
