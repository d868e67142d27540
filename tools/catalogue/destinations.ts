import { Type } from 'typebox';
import { Key, Name, ObjectType, Path, Source } from './names.ts';

const closed = { additionalProperties: false };

const Deployer = Type.Object(
  {
    /** Path at which the other paths start. */
    spec: Path,
    /** It lies where the system runs itself. */
    beside: Type.Optional(Type.Literal(true)),
    /** A template there may change all the rest. */
    patch: Type.Optional(Path),
    generators: Type.Optional(Path),
    source: Source,
  },
  closed,
);

const ClustersGenerator = Type.Object(
  {
    why: Type.String(),
    /**
     * Label selector in the generator; without a key in it, or in a filter, no cluster leaves the
     * generator.
     */
    selector: Type.Optional(Path),
    /** Labels that a cluster bears as long as it is registered. */
    steady: Type.Optional(Type.Array(Key)),
    /** Field that makes one entry of all clusters together. */
    joined: Type.Optional(Type.String()),
  },
  closed,
);

const Generators = Type.Object(
  {
    /** Generators that go through clusters. */
    clusters: Type.Record(Type.String(), ClustersGenerator),
    /** Label selector beside any generator. A cluster can leave by the keys that begin so. */
    filter: Type.Object({ at: Path, of: Type.Array(Type.String()), source: Source }, closed),
    /** Generators that go through directories or files, with the paths that name these. */
    folders: Type.Record(Type.String(), Type.Array(Type.String())),
    folders_why: Type.String(),
    /**
     * Generators that join others. Either all of these decide what is made, or the one at an index
     * alone.
     */
    nested: Type.Record(Type.String(), Type.Object({ only: Type.Optional(Type.Integer({ minimum: 0 })) }, closed)),
    /** Fields that keep deployed objects when a cluster leaves. */
    kept: Type.Array(Type.Object({ at: Path, values: Type.Array(Type.Unknown()) }, closed)),
    finalizers: Path,
    /** Deletes what was deployed. */
    finalizer: Type.String(),
    fix: Type.String(),
  },
  closed,
);

/** Paths of a GitOps object that name the deployed objects, their source and their cluster. */
export const Destinations = Type.Object(
  {
    kinds: Type.Record(ObjectType, Deployer, closed),
    /** Namespaces in which the system runs itself. */
    machinery: Type.Array(Name, { minItems: 1 }),
    /** The cluster in which it runs itself. */
    here: Type.Object({ server: Type.String(), name: Type.Optional(Name), source: Source }, closed),
    server: Type.Optional(Path),
    name: Type.Optional(Path),
    namespace: Path,
    /** Without it an object deploys to the cluster in which it lies. */
    remote: Type.Optional(Path),
    secret: Type.Optional(Type.Object({ at: Path, suffix: Type.String(), source: Source }, closed)),
    sources: Type.Array(Path),
    source_lists: Type.Optional(Type.Array(Path)),
    /** Both in a source. */
    folder: Type.String(),
    value_files: Path,
    /** In a source, filled for pods alone. */
    pods: Type.Array(Path),
    /** Deployed objects, with group, kind, namespace and name. */
    resources: Type.Optional(Path),
    /** Deployed objects, by ids <namespace>_<name>_<group>_<Kind>. */
    inventory: Type.Optional(Path),
    generators: Type.Optional(Generators),
  },
  closed,
);
