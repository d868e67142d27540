import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isRecord } from '../../../policies/engine/is-record.ts';
import { parseDocuments } from '../yaml/parse-documents.ts';

/** A folder that kustomize can make manifests of. Paths are absolute. */
export interface Kustomization {
  /** As the user would write it. */
  folder: string;
  path: string;
  /** It can only be a part of another one. */
  isComponent: boolean;
  /** Folder of the charts that it has helm make manifests of. */
  charts?: string;
  /** Folders that it is made of. */
  parts: readonly string[];
  /** Every file that it may be made of, itself included. */
  inputs: readonly string[];
}

/** Reads what a kustomization is made of. What cannot be read is a matter for kustomize, so nothing is said of it here. */
export async function readKustomization(folder: string, file: string): Promise<Kustomization> {
  const path = dirname(file);
  const text = await readFile(file, 'utf8').catch(() => '');
  const content = parseDocuments(text).documents[0]?.value;
  const fields = isRecord(content) ? content : {};
  const folders = [fields['resources'], fields['bases'], fields['components']];
  return {
    folder,
    path,
    isComponent: fields['kind'] === 'Component',
    ...(fields['helmCharts'] !== undefined && { charts: resolve(path, chartHome(fields['helmGlobals'])) }),
    parts: folders.flatMap(textsIn).map(text => resolve(path, text)),
    inputs: [file, ...textsIn(fields).map(text => resolve(path, text))],
  };
}

function chartHome(globals: unknown): string {
  const home = isRecord(globals) ? globals['chartHome'] : undefined;
  return typeof home === 'string' ? home : 'charts';
}

/** Every text at any depth; of `key=file`, as generators name files, the file too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, value.replace(/^[^=]*=/, '')];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
