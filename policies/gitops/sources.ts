import { Type, type Static } from 'typebox';

/** File of values for a chart. */
const ValueFile = Type.Object({
  /** Path or glob. */
  path: Type.String(),
  /** Address of its repository; '' for that of the chart. */
  repository: Type.String(),
  /** True if the path starts at the root of the repository, false if at the chart. */
  fromRoot: Type.Boolean(),
});
export type ValueFile = Static<typeof ValueFile>;

/** Options of helm for a chart. */
const Helm = Type.Object({
  release: Type.String(),
  valueFiles: Type.Array(ValueFile),
  ignoreMissing: Type.Boolean(),
  /** Values in YAML; '' for none. */
  values: Type.String(),
  parameters: Type.Array(Type.Object({ name: Type.String(), value: Type.String(), isText: Type.Boolean() })),
  /**
   * Version of Kubernetes and its APIs in place of those of the cluster; '' and [] where the object
   * does not set them.
   */
  kubeVersion: Type.String(),
  apiVersions: Type.Array(Type.String()),
  skipSchema: Type.Boolean(),
});

/** Folder of a repository that an object of a GitOps system deploys. */
export const SourceFolder = Type.Object({
  path: Type.String(),
  /** Address of the repository; if '', `reference` names the object that has it. */
  repository: Type.String(),
  reference: Type.String(),
  /** Reason for which only the user can locate the folder; '' for a folder in a git repository. */
  elsewhere: Type.String(),
  /**
   * Namespace of the objects that name none; with `moves`, of all objects. '' for none.
   */
  namespace: Type.String(),
  moves: Type.Boolean(),
  /** True for a kustomization, with or without a kustomization file. */
  kustomize: Type.Boolean(),
  /** True if it can only be a chart. */
  isChart: Type.Boolean(),
  /** True if files in its subfolders are deployed too. */
  recurse: Type.Boolean(),
  /** Globs of files below it, in which a star matches slashes too; '' for none. */
  include: Type.String(),
  exclude: Type.String(),
  /** Endings of files from which only this system makes manifests. */
  others: Type.Array(Type.String()),
  helm: Helm,
});
export type SourceFolder = Static<typeof SourceFolder>;

/** Source made of other sources: it copies files from their folders into its own folders. */
export const Artifact = Type.Object({
  name: Type.String(),
  copies: Type.Array(
    Type.Object({ reference: Type.String(), elsewhere: Type.String(), from: Type.String(), to: Type.String() }),
  ),
});
export type Artifact = Static<typeof Artifact>;

/** Information of an object about what GitOps deploys from repositories. */
export const Sources = Type.Object({
  folders: Type.Array(SourceFolder),
  /** Reasons for which there may be more folders. */
  notFollowed: Type.Array(Type.String()),
  artifacts: Type.Array(Artifact),
  /** Repository that the object represents. */
  repository: Type.Union([Type.Object({ name: Type.String(), address: Type.String() }), Type.Null()]),
  /** False also for an unknown kind. */
  isNamespaced: Type.Boolean(),
});
export type Sources = Static<typeof Sources>;
