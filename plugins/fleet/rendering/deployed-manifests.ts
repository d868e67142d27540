import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import type { SourceFolder } from '../../../policies/gitops/sources.ts';
import { isPartOfChart } from './chart.ts';
import type { ReadResult } from '../manifests/manifest-set.ts';

/** Sets the namespace to which the manifests of a folder are deployed. */
export function withNamespace(
  result: ReadResult,
  { namespace, moves }: Pick<SourceFolder, 'namespace' | 'moves'>,
  isNamespaced: (object: KubernetesObject) => boolean,
): ReadResult {
  if (namespace === '') return result;
  const manifests = result.manifests.map(manifest => {
    const { object } = manifest;
    const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
    const stays = !moves && typeof metadata['namespace'] === 'string' && metadata['namespace'] !== '';
    if (stays || !isNamespaced(object)) return manifest;
    return { ...manifest, object: { ...object, metadata: { ...metadata, namespace } } };
  });
  return { ...result, manifests };
}

/**
 * Returns a function that drops manifests and problems of earlier results. Two objects may deploy
 * one folder to one namespace.
 */
export function duplicateRemover(): (result: ReadResult) => ReadResult {
  const seen = new Set<string>();
  const isNew = (value: unknown): boolean => {
    const before = seen.size;
    return seen.add(JSON.stringify(value)).size > before;
  };
  return result => ({
    ...result,
    manifests: result.manifests.filter(({ source, object }) => isNew([source, object])),
    problems: result.problems.filter(isNew),
  });
}

/**
 * Removes the files that a deployed result replaces: its own path, and the files from which it is
 * rendered. Other files in a rendered folder stay and are judged as they are.
 */
export function replaceFiles(
  plain: Map<string, ReadResult>,
  { path, isThere, renderedBy, manifests }: ReadResult,
  pathOf: (file: string) => string,
): void {
  plain.delete(path);
  if (renderedBy === undefined || !isThere) return;
  for (const { source } of manifests) plain.delete(pathOf(source.file));
  if (renderedBy === 'kustomize') return;
  for (const other of plain.keys()) if (isPartOfChart(other, { path, isLibrary: false })) plain.delete(other);
}
