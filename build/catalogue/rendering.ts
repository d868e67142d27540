import { Type } from 'typebox';
import { Group, ObjectType, Path, Source } from './names.ts';

const closed = { additionalProperties: false };

/** What helm is told beside the chart. */
const Helm = Type.Object(
  {
    release: Path,
    ignore_missing: Path,
    values: Path,
    values_object: Path,
    parameters: Path,
    /** Says of a parameter that it is text, whatever it looks like. */
    text: Type.String(),
  },
  closed,
);

/** What a GitOps system makes of a folder of a repository before it deploys it. */
export const Rendering = Type.Object(
  {
    kinds: Type.Array(ObjectType, { minItems: 1 }),
    /** Address of the repository, or the object that has it by these kinds. */
    repository: Type.Optional(Path),
    reference: Type.Optional(Path),
    repositories: Type.Optional(Type.Record(ObjectType, Path, closed)),
    /** What something else makes of it. */
    unless: Type.Optional(Type.Array(Path)),
    /** The folder of an object that names none. */
    root: Type.Optional(Type.String()),
    kustomize: Type.Optional(Type.Literal(true)),
    moves: Type.Optional(Type.Literal(true)),
    /** Says that files below the folder count as well. */
    recurse: Type.Optional(Path),
    helm: Type.Optional(Helm),
    source: Source,
  },
  closed,
);

/** Kinds of Kubernetes itself that have no namespace. */
export const Scopes = Type.Object({ groups: Type.Array(Group), cluster: Type.Array(ObjectType) }, closed);
