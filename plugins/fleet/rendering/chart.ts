import { join, relative, sep } from 'node:path';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import { isBelow } from '../manifests/containment.ts';
import { readTextOrEmpty } from '../manifests/read-text.ts';

/** Folder from which helm renders manifests. */
export interface Chart {
  /** Path as the user would write it. */
  folder: string;
  /** Absolute path. */
  path: string;
  /** True for a library chart, which renders nothing by itself. */
  isLibrary: boolean;
}

/**
 * Reads the type of a chart. Helm reports the errors of a Chart.yaml that cannot be read, so this
 * function reports none.
 */
export async function readChart(folder: string, path: string): Promise<Chart> {
  const text = await readTextOrEmpty(join(path, 'Chart.yaml'));
  const content = parseDocuments(text).documents[0]?.value;
  return { folder, path, isLibrary: isRecord(content) && content['type'] === 'library' };
}

/**
 * True for a file that belongs to a chart: a template or CRD from which helm renders manifests, a
 * file of a chart in its folder `charts`, or a file that describes the chart. Helm ignores all
 * other files in the folder. The templates of a library chart belong to it only if helm never
 * renders them by themselves.
 */
export function isPartOfChart(file: string, { path, isLibrary }: Pick<Chart, 'path' | 'isLibrary'>): boolean {
  if (!isBelow(file, path)) return false;
  const [first = '', second = '', ...rest] = relative(path, file).split(sep);
  if (second === '') return /^(Chart|requirements|values.*)\.(ya?ml|json)$/.test(first);
  if (first === 'templates') return !isLibrary || (rest.length === 0 && second.startsWith('_'));
  if (first === 'crds') return !isLibrary;
  // Helm skips folders of charts with such names (helm.sh/helm/v4 pkg/chart/loader).
  if (first !== 'charts' || rest.length === 0 || /^[._]/.test(second)) return false;
  return isPartOfChart(file, { path: join(path, first, second), isLibrary });
}
