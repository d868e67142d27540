import { Type, type Static } from 'typebox';

/** What helm is told beside a chart. */
const Helm = Type.Object({
  release: Type.String(),
  /** From the chart's folder on, or from the repository's root where they begin with a slash. */
  valueFiles: Type.Array(Type.String()),
  ignoreMissing: Type.Boolean(),
  /** YAML, or ''. */
  values: Type.String(),
  parameters: Type.Array(Type.Object({ name: Type.String(), value: Type.String(), isText: Type.Boolean() })),
});

/** A folder of a repository that an object of a GitOps system deploys. */
export const SourceFolder = Type.Object({
  path: Type.String(),
  /** Address of the repository, or ''; then `reference` is the name of the object that has it. */
  repository: Type.String(),
  reference: Type.String(),
  /** Of the objects there that name none; of all, where it moves them. '' for none. */
  namespace: Type.String(),
  moves: Type.Boolean(),
  /** It is a kustomization, with a file that says so or without. */
  kustomize: Type.Boolean(),
  /** Files below it count as well. */
  recurse: Type.Boolean(),
  helm: Helm,
});
export type SourceFolder = Static<typeof SourceFolder>;

/** What an object tells of what is deployed from repositories. */
export const Sources = Type.Object({
  folders: Type.Array(SourceFolder),
  /** The repository that the object stands for. */
  repository: Type.Union([Type.Object({ name: Type.String(), address: Type.String() }), Type.Null()]),
  /** False also for a kind of which nobody knows. */
  isNamespaced: Type.Boolean(),
});
export type Sources = Static<typeof Sources>;
