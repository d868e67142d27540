import { kubeconfigErrors } from '../errors/kubeconfig-error.ts';
import { parseDocuments } from '../yaml/parse-documents.ts';

/** The content of a kubeconfig as kubectl reads it: the first document of the file. */
export interface FirstDocument {
  /** The value of the document; undefined for an empty file. */
  content: unknown;
  /** True when further documents follow, which are not read. */
  hasMore: boolean;
}

/**
 * Reads the first document of a kubeconfig file.
 * @throws KubeconfigError KUBECONFIG_INVALID with file, line and column
 */
export function firstDocument(path: string, text: string): FirstDocument {
  const { documents, problems } = parseDocuments(text);
  const [document] = documents;
  const [problem] = problems;
  if (problem !== undefined && (document === undefined || problem.line < document.line)) {
    throw kubeconfigErrors.invalid(`${path}:${problem.line}:${problem.column}`, problem.message);
  }
  return { content: document?.value, hasMore: documents.length + problems.length > 1 };
}
