import { Type, type Static } from 'typebox';

/** A file of values for a chart. */
const ValueFile = Type.Object({
  /** May be a glob. */
  path: Type.String(),
  /** Address of the repository in which it lies, or '' for that of the chart. */
  repository: Type.String(),
  /** The path starts at the root of the repository, as one does that begins with a slash; otherwise at the chart. */
  fromRoot: Type.Boolean(),
});
export type ValueFile = Static<typeof ValueFile>;

/** What helm is told beside a chart. */
const Helm = Type.Object({
  release: Type.String(),
  valueFiles: Type.Array(ValueFile),
  ignoreMissing: Type.Boolean(),
  /** YAML, or ''. */
  values: Type.String(),
  parameters: Type.Array(Type.Object({ name: Type.String(), value: Type.String(), isText: Type.Boolean() })),
  /** Version of Kubernetes and what it serves, in place of those of the cluster; '' and [] where the object leaves them to it. */
  kubeVersion: Type.String(),
  apiVersions: Type.Array(Type.String()),
  skipSchema: Type.Boolean(),
});

/** A folder of a repository that an object of a GitOps system deploys. */
export const SourceFolder = Type.Object({
  path: Type.String(),
  /** Address of the repository, or ''; then `reference` is the name of the object that has it. */
  repository: Type.String(),
  reference: Type.String(),
  /** Reason why only the user can say where the folder is; '' for one of a repository of git. */
  elsewhere: Type.String(),
  /** Of the objects there that name none; of all, where it moves them. '' for none. */
  namespace: Type.String(),
  moves: Type.Boolean(),
  /** It is a kustomization, with a file that says so or without. */
  kustomize: Type.Boolean(),
  /** It is a chart, and nothing else. */
  isChart: Type.Boolean(),
  /** Files below it count as well. */
  recurse: Type.Boolean(),
  /** Globs of files below it, in which a star stands for slashes as well; '' for none. */
  include: Type.String(),
  exclude: Type.String(),
  /** Endings of files from which the system makes manifests, and nobody else. */
  others: Type.Array(Type.String()),
  helm: Helm,
});
export type SourceFolder = Static<typeof SourceFolder>;

/** A source that an object makes of others: files below a folder of theirs lie below a folder of its own. */
export const Artifact = Type.Object({
  name: Type.String(),
  copies: Type.Array(
    Type.Object({ reference: Type.String(), elsewhere: Type.String(), from: Type.String(), to: Type.String() }),
  ),
});
export type Artifact = Static<typeof Artifact>;

/** What an object tells of what is deployed from repositories. */
export const Sources = Type.Object({
  folders: Type.Array(SourceFolder),
  /** Reasons why there may be more folders. */
  notFollowed: Type.Array(Type.String()),
  artifacts: Type.Array(Artifact),
  /** The repository that the object stands for. */
  repository: Type.Union([Type.Object({ name: Type.String(), address: Type.String() }), Type.Null()]),
  /** False also for a kind of which nobody knows. */
  isNamespaced: Type.Boolean(),
});
export type Sources = Static<typeof Sources>;
