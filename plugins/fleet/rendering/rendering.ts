import { parseDocuments } from '../yaml/parse-documents.ts';

/** A folder whose manifests a program makes, and what the program is told. */
export interface Rendering {
  /** As the user would write it. */
  folder: string;
  by: 'kustomize' | 'helm';
  /** The rest is for helm. Name of the release; what has none gets one of helm's. */
  release?: string;
  namespace?: string;
  /** Absolute, or relative to the working directory. */
  valueFiles?: readonly string[];
  /** YAML. */
  values?: string;
  parameters?: readonly { name: string; value: string; isText: boolean }[];
}

/** A manifest that a program made of a file, or why it is none. */
export type Rendered = { file: string; value: unknown } | { file: string; message: string };

/** The manifests in what a program printed. */
export function renderedFrom(file: string, text: string): Rendered[] {
  const { documents, problems } = parseDocuments(text);
  return [...documents.map(({ value }) => ({ file, value })), ...problems.map(({ message }) => ({ file, message }))];
}
