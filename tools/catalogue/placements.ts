import { Type } from 'typebox';
import { Group, Kind, Path, Source } from './names.ts';

const closed = { additionalProperties: false };
const paths = Type.Optional(Type.Array(Path));

/** One of a placement's lists in which a condition looks on. */
const Nested = Type.Object(
  {
    path: Path,
    open: paths,
    /** A text in one of the others by which they narrow this one. */
    narrowed_by: Type.Optional(Type.String()),
    /** Index of the only one that counts. */
    only: Type.Optional(Type.Integer()),
  },
  closed,
);

/**
 * When a placement means every cluster, also those that come later;
 * policies/fleet/placement/federated/target_clusters says how it is read.
 */
const Everywhere = Type.Object(
  {
    says: Type.String(),
    /** A clause that says how to write it instead. */
    fix: Type.String(),
    clusters: Type.String(),
    each: Type.Optional(Path),
    nested: Type.Optional(Type.Array(Nested)),
    has: Type.Optional(Path),
    /** It holds one field and no other. */
    single: Type.Optional(Path),
    open: paths,
    absent: paths,
    values: Type.Optional(Type.Array(Type.Object({ path: Path, of: Type.Array(Type.String()) }, closed))),
    unless: paths,
    at: Type.Optional(Path),
  },
  closed,
);

/**
 * Paths at which a placement says to which clusters it goes;
 * policies/fleet/placement/federated/target_clusters/comparison compares two placements by them.
 */
const Destination = Type.Object(
  {
    /** List of clusters by name. */
    names: Type.Optional(Path),
    /** Field of an entry of that list that names the cluster; without it the entry itself does. */
    name: Type.Optional(Type.String()),
    /** Without names it goes nowhere. */
    required: Type.Optional(Type.Literal(true)),
    /** Says to which clusters it goes where no list of names is there. */
    otherwise: Type.Optional(Path),
    /** Lists and objects of which each entry more leaves fewer clusters. */
    conditions: paths,
    /** Lists of which each entry more may add clusters. */
    grants: paths,
    /** All else that decides about clusters. */
    terms: Type.Array(Path),
  },
  closed,
);

/**
 * Fields that say how many clusters it reaches;
 * policies/fleet/placement/federated/target_clusters/number reads them.
 */
const Clusters = Type.Object(
  {
    /** It is meant for one cluster. */
    one: Type.Optional(Type.Literal(true)),
    /** List of clusters by name. */
    names: Type.Optional(Path),
    /** The number of clusters. */
    number: Type.Optional(Path),
    /** Fields that exclude some of the named clusters. */
    narrowed_by: paths,
  },
  { ...closed, minProperties: 1 },
);

/**
 * Objects that say what is to be placed in other clusters; with none of the ways, they only say in
 * which clusters.
 */
export const Placements = Type.Array(
  Type.Object(
    {
      group: Group,
      kinds: Type.Optional(Type.Array(Kind, { minItems: 1 })),
      kind_prefix: Type.Optional(Kind),
      /** List of selectors, each of a kind and perhaps a name. */
      selectors: Type.Optional(Path),
      /** One object that is named. */
      reference: Type.Optional(Path),
      /** One kind that is named. */
      type: Type.Optional(Path),
      /** Whole objects, in a list or by name. */
      contents: Type.Optional(Path),
      /** One whole object. */
      content: Type.Optional(Path),
      /** One object that leaves out what the kind and the name of its wrapper say. */
      template: Type.Optional(Path),
      /**
       * A selected namespace brings along all that is in it, where the selector's field `scope` has
       * one of these values.
       */
      whole_namespace: Type.Optional(Type.Object({ field: Type.String(), values: Type.Array(Type.String()) }, closed)),
      /** Paths at which it says to which clusters it goes. */
      destination: Type.Optional(Destination),
      clusters: Type.Optional(Clusters),
      everywhere: Type.Optional(Type.Array(Everywhere, { minItems: 1 })),
      source: Source,
    },
    closed,
  ),
  { minItems: 1 },
);
