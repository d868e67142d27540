import { Type, type TObject, type TProperties } from 'typebox';
import { Group, Key, Kind, LabelValue, Name, ObjectType, Path, Source, Version } from './names.ts';

/**
 * The sections of a system's data.yaml, each with the schema of what it holds. Rego reads them by
 * these names.
 */

/** Something that is known of a system, and where it was read. */
const Fact = <Properties extends TProperties>(
  properties: Properties,
): TObject<Properties & { source: typeof Source }> =>
  Type.Object({ ...properties, source: Source }, { additionalProperties: false });

const closed = { additionalProperties: false };
const listOf = { minItems: 1 };

/** Kinds of the system's own API; with a prefix where the system makes kinds of others'. */
export const Kinds = Type.Array(
  Type.Union([
    Fact({
      group: Group,
      kinds: Type.Array(Kind, listOf),
      /** Newest or stored one first. */
      versions: Type.Array(Version, listOf),
      scope: Type.Enum(['Namespaced', 'Cluster']),
    }),
    Fact({ group: Group, kind_prefix: Kind, versions: Type.Array(Version, listOf) }),
  ]),
  listOf,
);

export const OwnerKind = Type.Object({ group: Group, kind: Kind }, closed);

/** Marks of an object that is a system's own. */
export const Mark = Type.Union([
  Fact({ label: Key, value: Type.Optional(LabelValue) }),
  Fact({
    annotation: Key,
    value: Type.Optional(Type.String()),
    /** It counts only where its value names the object that bears it, in the way of this system. */
    self_reference: Type.Optional(Type.Enum(['argocd'])),
    /** It counts only beside this other annotation. */
    beside: Type.Optional(Key),
  }),
  Fact({ owner: OwnerKind }),
]);
const MarkList = Type.Optional(Type.Array(Mark, listOf));
export const Marks = Type.Object(
  {
    /** Marks of objects that were placed in the cluster that shows them. */
    member: MarkList,
    /** Marks of objects that are to be placed elsewhere. */
    template: MarkList,
    /** Marks of objects that the system keeps as its source says. */
    manager: MarkList,
  },
  { ...closed, minProperties: 1 },
);

/** Path at which a placed object names the object that placed it, and the kind of that. */
export const References = Type.Array(
  Type.Union([Fact({ annotation: Key, kind: Kind }), Fact({ owner: OwnerKind, kind: Kind })]),
  listOf,
);

const writer = {
  /** The user counts only as a member of it. */
  group: Type.Optional(Type.String({ minLength: 1 })),
  /** Kinds that it creates by itself. */
  creates: Type.Optional(Type.Array(ObjectType, listOf)),
};

/** Users in whose name the system writes. */
export const Identities = Type.Array(
  Type.Union([
    Fact({ user: Type.String({ minLength: 1 }), ...writer }),
    Fact({ prefix: Type.String({ pattern: '^system:.+:' }), ...writer }),
  ]),
  listOf,
);

export const FieldManagers = Type.Array(
  Type.Union([Fact({ name: Type.String({ minLength: 1 }) }), Fact({ prefix: Type.String({ minLength: 1 }) })]),
  listOf,
);

const KeyedList = Type.Optional(Type.Array(Fact({ key: Key, value: Type.Optional(LabelValue) }), listOf));

/** Marks of the system's virtual nodes. */
export const Nodes = Type.Object(
  { labels: Type.Optional(Type.Array(Fact({ key: Key, value: LabelValue }), listOf)), taints: KeyedList },
  { ...closed, minProperties: 1 },
);

/** A label without a value, or with `exists`, is one that only virtual nodes bear. */
const NodeLabels = Type.Optional(
  Type.Array(Fact({ key: Key, value: Type.Optional(LabelValue), exists: Type.Optional(Type.Literal(true)) }), listOf),
);

const NamedList = Type.Optional(Type.Array(Fact({ name: Name }), listOf));
const FieldValue = Type.Object({ path: Path, value: Type.String() }, closed);

/** By what pods and namespaces ask for the system's virtual nodes. */
export const Intents = Type.Object(
  {
    tolerations: KeyedList,
    node_labels: NodeLabels,
    pod_labels: KeyedList,
    pod_annotations: KeyedList,
    scheduler_names: NamedList,
    runtime_classes: NamedList,
    namespace_labels: KeyedList,
    /** Kinds that hand over the pods of their namespace. */
    kinds: Type.Optional(
      Type.Array(
        Fact({
          group: Group,
          kind: Kind,
          none: Type.Optional(Type.Array(FieldValue)),
          forced: Type.Optional(FieldValue),
        }),
        listOf,
      ),
    ),
  },
  { ...closed, minProperties: 1 },
);

const Labels = Type.Optional(Type.Record(Key, LabelValue, closed));
export const Evidence = Type.Union([
  Type.Object({ api_group: Group }, closed),
  Type.Object({ namespace: Name, labels: Labels }, closed),
  Type.Object({ workload: Name, namespace: Type.Optional(Name), labels: Labels }, closed),
  Type.Object({ mark: Type.KeyOf(Marks) }, closed),
]);

/** Parts that a cluster can play in the system, and by what that is seen. */
export const Roles = Type.Array(
  Fact({
    role: Type.Enum(['control-plane', 'host', 'hub', 'member', 'spoke']),
    /** As a person calls it. */
    title: Type.String({ minLength: 1 }),
    all: Type.Array(Evidence, listOf),
    none: Type.Optional(Type.Array(Evidence, listOf)),
  }),
  listOf,
);
