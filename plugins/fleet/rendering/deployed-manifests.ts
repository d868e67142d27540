import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import type { KubernetesObject } from '../../../kubernetes/objects/object.ts';
import type { SourceFolder } from '../../../policies/engine/sources.ts';
import { isPartOfChart } from './chart.ts';
import type { ReadResult } from '../manifests/manifest-set.ts';

/** The contents of a folder in the namespace to which they are deployed. */
export function withNamespace(
  contents: ReadResult,
  { namespace, moves }: Pick<SourceFolder, 'namespace' | 'moves'>,
  isNamespaced: (object: KubernetesObject) => boolean,
): ReadResult {
  if (namespace === '') return contents;
  const manifests = contents.manifests.map(manifest => {
    const { object } = manifest;
    const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
    const stays = !moves && typeof metadata['namespace'] === 'string' && metadata['namespace'] !== '';
    if (stays || !isNamespaced(object)) return manifest;
    return { ...manifest, object: { ...object, metadata: { ...metadata, namespace } } };
  });
  return { ...contents, manifests };
}

/** Takes from contents what was in others before, because two objects may deploy one folder to one namespace. */
export function duplicateRemover(): (contents: ReadResult) => ReadResult {
  const seen = new Set<string>();
  const isNew = (value: unknown): boolean => {
    const before = seen.size;
    return seen.add(JSON.stringify(value)).size > before;
  };
  return contents => ({
    ...contents,
    manifests: contents.manifests.filter(({ source, object }) => isNew([source, object])),
    problems: contents.problems.filter(isNew),
  });
}

/** A rendering takes the place of the files that it is made of, too; other files in its folder are judged as they are. */
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
