import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import type { Renderer } from '../manifests/manifest-set.ts';

/** A folder whose manifests a program makes, and what the program is told. */
export interface Rendering {
  /** As the user would write it. */
  folder: string;
  by: Renderer;
  /** The rest is for helm. Name of the release; what has none gets one of helm's. */
  release?: string;
  namespace?: string;
  /** Absolute, or relative to the working directory. */
  valueFiles?: readonly string[];
  /** YAML. */
  values?: string;
  parameters?: readonly { name: string; value: string; isText: boolean }[];
  /** Version of Kubernetes and what it serves, in place of those of the target. */
  kubeVersion?: string;
  apiVersions?: readonly string[];
  /** The values need not fit the schema of the chart. */
  skipSchema?: boolean;
}

/** For which cluster is rendered, and how. */
export interface RenderTarget {
  /** Version of Kubernetes; undefined for that of helm. */
  version?: string | undefined;
  /** The API versions and kinds that it serves, as helm names them: apps/v1, apps/v1/Deployment */
  apiVersions: readonly string[];
  /** kustomize may run helm, which may fetch charts. */
  enableHelm: boolean;
}

/** A manifest that a program made of a file, or why it is none. */
export type Rendered = { file: string; value: unknown } | { file: string; message: string };

/** The manifests in what a program printed. */
export function renderedFrom(file: string, text: string): Rendered[] {
  const { documents, problems } = parseDocuments(text);
  return [...documents.map(({ value }) => ({ file, value })), ...problems.map(({ message }) => ({ file, message }))];
}
