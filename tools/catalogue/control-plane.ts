import { Type } from 'typebox';
import { Key, LabelValue, Name, ObjectType, Path, Source } from './names.ts';

const closed = { additionalProperties: false };
const Labels = Type.Record(Key, LabelValue, closed);

/** By what a workload that others run as well is known to be the system's. */
const KnownBy = Type.Union([
  Type.Object({ namespace: Name, source: Source }, closed),
  Type.Object({ labels: Labels, source: Source }, closed),
  Type.Object({ name: Name, source: Source }, closed),
  Type.Object({ environment: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }), source: Source }, closed),
]);

const part = {
  title: Type.String(),
  /** How many survive the loss of one. */
  replicas: Type.Integer({ minimum: 2 }),
  /** Path of its data. */
  data_volume: Type.Optional(Type.String()),
};

const Workload = Type.Object(
  {
    ...part,
    /** Others run this program as well. */
    shared: Type.Optional(Type.Literal(true)),
    source: Source,
  },
  closed,
);

/** A part as a resource of the system's operator describes it. */
const Described = Type.Object(
  {
    ...part,
    /** Replicas where none are given. */
    default: Type.Integer({ minimum: 0 }),
    /** It is there only where it is described. */
    optional: Type.Optional(Type.Literal(true)),
    at: Path,
    unless: Type.Optional(Path),
    volumes: Type.Optional(Type.Array(Type.String())),
    /** Facts about its pods. */
    labels: Labels,
  },
  closed,
);

const Resource = Type.Object(
  {
    /** Says that its pods run in another cluster. */
    remote: Path,
    budget: Type.String(),
    /** Label of its pods that names the resource. */
    instance: Key,
    parts: Type.Array(Described, { minItems: 1 }),
  },
  closed,
);

/** Parts of a federation's control plane, which the loss of a pod or a node is not to take away. */
export const ControlPlane = Type.Object(
  {
    known_by: Type.Optional(Type.Array(KnownBy, { minItems: 1 })),
    /** By kind of workload and program. */
    parts: Type.Record(ObjectType, Type.Record(Name, Workload, closed), closed),
    resources: Type.Optional(Type.Record(ObjectType, Resource, closed)),
    /** Fix for the cases in which the usual one does not help. */
    fix: Type.Optional(Type.String()),
  },
  closed,
);
