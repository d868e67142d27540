import { Type } from 'typebox';
import { Group, ObjectType, Path, Source } from './names.ts';

const closed = { additionalProperties: false };

/** Arguments of helm beside the chart. */
const Helm = Type.Object(
  {
    release: Path,
    /**
     * The name of a release without one is that of the object, after the namespace where it names
     * one: <namespace>-<name>.
     */
    release_after_namespace: Type.Optional(Type.Literal(true)),
    ignore_missing: Type.Optional(Path),
    values: Type.Optional(Path),
    values_object: Path,
    /** Value files lie below the root of the repository, not below the chart. */
    from_root: Type.Optional(Type.Literal(true)),
    parameters: Type.Optional(Path),
    /** Says of a parameter that it is text, whatever it looks like. */
    text: Type.Optional(Type.String()),
    kube_version: Type.Optional(Path),
    api_versions: Type.Optional(Path),
    skip_schema: Type.Optional(Path),
  },
  closed,
);

/** Rendering of a repository's folder by a GitOps system before it deploys it. */
export const Rendering = Type.Object(
  {
    kinds: Type.Array(ObjectType, { minItems: 1 }),
    /**
     * Address of the repository, or the objects that have it, by these kinds where they are
     * repositories of git.
     */
    repository: Type.Optional(Path),
    references: Type.Optional(Type.Array(Path, { minItems: 1 })),
    repositories: Type.Optional(Type.Record(ObjectType, Path, closed)),
    folder: Path,
    /** Name of a chart in a repository of charts. */
    chart: Type.Optional(Path),
    /** Name by which value files of others mean the files of this source. */
    name: Type.Optional(Path),
    /** Filled in a source that only repeats another one of the object. */
    repeats: Type.Optional(Path),
    /** Fields that, where they are filled, keep anybody from knowing what is deployed. */
    unless: Type.Optional(Type.Array(Type.Object({ field: Path, reason: Type.String() }, closed))),
    /** The folder of an object that names none. */
    root: Type.Optional(Type.String()),
    kustomize: Type.Optional(Type.Literal(true)),
    /** The folder is a chart. */
    is_chart: Type.Optional(Type.Literal(true)),
    moves: Type.Optional(Type.Literal(true)),
    own_namespace: Type.Optional(Type.Literal(true)),
    /** Says that files below the folder count as well. */
    recurse: Type.Optional(Path),
    /** Globs of files below the folder, in which a star stands for slashes as well. */
    include: Type.Optional(Path),
    exclude: Type.Optional(Path),
    /** Endings of files from which it makes manifests, and nobody else. */
    others: Type.Optional(Type.Array(Type.String())),
    helm: Type.Optional(Helm),
    source: Source,
  },
  closed,
);

/** The kind of object that makes sources of parts of other sources, and the kind of these. */
export const Artifacts = Type.Object({ kind: ObjectType, makes: Type.String(), source: Source }, closed);

/** Kinds of Kubernetes itself that have no namespace. */
export const Scopes = Type.Object({ groups: Type.Array(Group), cluster: Type.Array(ObjectType) }, closed);
