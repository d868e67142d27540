import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';

/** Annotation of kubernetes-sigs/kustomize api/internal/utils/annotations.go. */
const annotation = 'config.kubernetes.io/origin';

/**
 * Removes the origin annotation from an object that kustomize rendered. Returns the object, and the
 * path of its file or of the kustomization that generates it. The path is undefined without an
 * annotation, and for a file of another repository.
 */
export function takeOrigin(value: unknown): { value: unknown; path: string | undefined } {
  const metadata = isRecord(value) ? value['metadata'] : undefined;
  const annotations = isRecord(metadata) ? metadata['annotations'] : undefined;
  if (!isRecord(value) || !isRecord(metadata) || !isRecord(annotations)) return { value, path: undefined };
  const { [annotation]: note, ...others } = annotations;
  const { annotations: _, ...rest } = metadata;
  const own = Object.keys(others).length === 0 ? rest : { ...metadata, annotations: others };
  return { value: { ...value, metadata: own }, path: pathIn(note) };
}

function pathIn(note: unknown): string | undefined {
  const origin = typeof note === 'string' ? parseDocuments(note).documents[0]?.value : undefined;
  if (!isRecord(origin) || origin['repo'] !== undefined) return undefined;
  const path = origin['path'] ?? origin['configuredIn'];
  return typeof path === 'string' ? path : undefined;
}
