import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../../../policies/engine/is-record.ts';
import { parseDocuments } from '../yaml/parse-documents.ts';

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
  const text = await readFile(join(path, 'Chart.yaml'), 'utf8').catch(() => '');
  const content = parseDocuments(text).documents[0]?.value;
  return { folder, path, isLibrary: isRecord(content) && content['type'] === 'library' };
}
