import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import type { Renderer } from '../manifests/manifest-set.ts';

/** Folder to render, and the options of the program. */
export interface Rendering {
  /** Path as the user would write it. */
  folder: string;
  by: Renderer;
  /** Name of the helm release; without one, helm chooses it. The fields below are for helm too. */
  release?: string;
  namespace?: string;
  /** Paths, absolute or relative to the working directory. */
  valueFiles?: readonly string[];
  /** Inline values as YAML. */
  values?: string;
  parameters?: readonly { name: string; value: string; isText: boolean }[];
  /** Version of Kubernetes in place of that of the target. */
  kubeVersion?: string;
  apiVersions?: readonly string[];
  /** True if helm does not check the values against the schema of the chart. */
  skipSchema?: boolean;
}

/** Cluster to render for. */
export interface RenderTarget {
  /** Version of Kubernetes; undefined for helm's default. */
  version?: string | undefined;
  /**
   * API versions and kinds that the cluster serves, as helm names them: apps/v1,
   * apps/v1/Deployment.
   */
  apiVersions: readonly string[];
  /** True if kustomize may run helm, which may fetch charts. */
  enableHelm: boolean;
}

/** Rendered manifest of a file, or the message of a syntax error. */
export type Rendered = { file: string; value: unknown } | { file: string; message: string };

/** Parses the output of a program. */
export function renderedFrom(file: string, text: string): Rendered[] {
  const { documents, problems } = parseDocuments(text);
  return [...documents.map(({ value }) => ({ file, value })), ...problems.map(({ message }) => ({ file, message }))];
}
