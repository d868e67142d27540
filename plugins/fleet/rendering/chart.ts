import { join, relative, sep } from 'node:path';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import { isBelow } from '../manifests/containment.ts';
import { readTextOrEmpty } from '../manifests/read-text.ts';

/** A folder that helm can make manifests of. */
export interface Chart {
  /** As the user would write it. */
  folder: string;
  /** The same, absolute. */
  path: string;
  /** It makes nothing by itself. */
  isLibrary: boolean;
}

/** Reads of what sort a chart is. What cannot be read is a matter for helm, so nothing is said of it here. */
export async function readChart(folder: string, path: string): Promise<Chart> {
  const text = await readTextOrEmpty(join(path, 'Chart.yaml'));
  const content = parseDocuments(text).documents[0]?.value;
  return { folder, path, isLibrary: isRecord(content) && content['type'] === 'library' };
}

/**
 * True for a file from which helm makes manifests of a chart, or of a chart in its folder `charts`, and for what describes the chart.
 * Other files may lie in its folder too, and helm makes nothing of them. Of the templates of a library only those count that
 * helm never renders by themselves.
 */
export function isPartOfChart(file: string, { path, isLibrary }: Pick<Chart, 'path' | 'isLibrary'>): boolean {
  if (!isBelow(file, path)) return false;
  const [first = '', second = '', ...rest] = relative(path, file).split(sep);
  if (second === '') return /^(Chart|requirements|values.*)\.(ya?ml|json)$/.test(first);
  if (first === 'templates') return !isLibrary || (rest.length === 0 && second.startsWith('_'));
  if (first === 'crds') return !isLibrary;
  // helm passes over folders of charts with such names (helm.sh/helm/v4 pkg/chart/loader).
  if (first !== 'charts' || rest.length === 0 || /^[._]/.test(second)) return false;
  return isPartOfChart(file, { path: join(path, first, second), isLibrary });
}
