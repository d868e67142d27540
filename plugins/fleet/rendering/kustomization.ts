import { dirname, resolve, join } from 'node:path';
import { readdir } from 'node:fs/promises';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import { isBelow } from '../manifests/containment.ts';
import { inputsOf, textsIn } from './kustomization-inputs.ts';
import { readTextOrEmpty } from '../manifests/read-text.ts';
import { isKustomization } from '../manifests/is-kustomization.ts';

/** Folder from which kustomize renders manifests. Paths are absolute. */
export interface Kustomization {
  /** Path as the user would write it. */
  folder: string;
  path: string;
  file: string;
  /** True for a Component, which is rendered only as a part of another kustomization. */
  isComponent: boolean;
  /** Folders of the charts that kustomize renders with helm. */
  charts: readonly string[];
  /** Names that kustomize passes to helm unchecked. */
  helmWords: readonly string[];
  /** Folders of its resources, bases and components. */
  parts: readonly string[];
  /**
   * Files that kustomize reads for it, without kustomization.yaml. Kustomize reads no file above
   * the folder.
   */
  inputs: readonly string[];
}

/**
 * Reads a kustomization. Kustomize reports the errors of a file that cannot be read, so this
 * function reports none.
 */
export async function readKustomization(folder: string, file: string): Promise<Kustomization> {
  const path = dirname(file);
  const text = await readTextOrEmpty(file);
  const [content, ...others] = parseDocuments(text).documents.map(({ value }) => value);
  const fields = isRecord(content) ? content : {};
  const folders = [fields['resources'], fields['bases'], fields['components']];
  const inputs = inputsOf(fields).map(text => resolve(path, text));
  return {
    folder,
    path,
    file,
    isComponent: fields['kind'] === 'Component' && others.length === 0,
    charts: chartsIn(fields).map(text => resolve(path, text)),
    helmWords: [...helmWordsIn(fields), ...helmWordsIn({ helmCharts: await generatorsOf(fields, path) })],
    parts: folders.flatMap(textsIn).map(text => resolve(path, text)),
    inputs: inputs.filter(input => isBelow(input, path)),
  };
}

/**
 * Returns the folders of the charts. A chart lies in a folder of its name. A chart that kustomize
 * has fetched lies below a folder with its version.
 */
function chartsIn({ helmCharts, helmGlobals }: Readonly<Record<string, unknown>>): string[] {
  const home = isRecord(helmGlobals) ? helmGlobals['chartHome'] : undefined;
  const charts = Array.isArray(helmCharts) ? helmCharts.filter(isRecord) : [];
  return charts.flatMap(({ name, version }) => {
    if (typeof name !== 'string' || !/^\w[\w.-]*$/.test(name)) return [];
    const folders = [name, ...textsIn(version).map(text => `${name}-${text}/${name}`)];
    return folders.map(folder => `${typeof home === 'string' ? home : 'charts'}/${folder}`);
  });
}

/**
 * Returns the names of charts and releases (kubernetes-sigs/kustomize api/types/helmchartargs.go),
 * also those of the older field.
 */
function helmWordsIn({ helmCharts, helmChartInflationGenerator: older }: Readonly<Record<string, unknown>>): string[] {
  const charts = [helmCharts, older].flat().filter(isRecord);
  return charts.flatMap(one => [one['name'], one['releaseName'], one['chartName']].flatMap(textsIn));
}

/** Reads the generators. They are files or inline text. */
async function generatorsOf({ generators }: Readonly<Record<string, unknown>>, path: string): Promise<unknown[]> {
  const texts = textsIn(generators).map(async text =>
    text.includes('\n') ? text : readTextOrEmpty(resolve(path, text)),
  );
  return (await Promise.all(texts)).flatMap(text => parseDocuments(text).documents.map(({ value }) => value));
}

/** Reads the kustomization in an absolute folder and, recursively, its local parts, each once. */
export async function kustomizationsFrom(folder: string, seen = new Set<string>()): Promise<Kustomization[]> {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const file = (await readdir(folder).catch(() => [])).find(isKustomization);
  if (file === undefined) return [];
  const found = [await readKustomization(folder, join(folder, file))];
  for (const part of found[0]?.parts ?? []) found.push(...(await kustomizationsFrom(part, seen)));
  return found;
}
