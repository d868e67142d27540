import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';

/** kubernetes-sigs/kustomize api/internal/utils/annotations.go */
const annotation = 'config.kubernetes.io/origin';

/**
 * An object that kustomize made, without its note of where it comes from, and the path in that: of the object's file, or of the
 * kustomization that generates it. undefined without a note, and for what lies in another repository.
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
