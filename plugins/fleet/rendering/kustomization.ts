import { dirname, resolve, join } from 'node:path';
import { readdir } from 'node:fs/promises';
import { isRecord } from '../../../kubernetes/objects/is-record.ts';
import { parseDocuments } from '../../../kubernetes/yaml/parse-documents.ts';
import { isBelow } from '../manifests/containment.ts';
import { inputsOf, textsIn } from './kustomization-inputs.ts';
import { readTextOrEmpty } from '../manifests/read-text.ts';
import { isKustomization } from '../manifests/is-kustomization.ts';

/** A folder that kustomize can make manifests of. Paths are absolute. */
export interface Kustomization {
  /** As the user would write it. */
  folder: string;
  path: string;
  file: string;
  /** It can only be a part of another one. */
  isComponent: boolean;
  /** Folders of the charts that it has helm make manifests of. */
  charts: readonly string[];
  /** Words of it that kustomize passes on to helm as they are. */
  helmWords: readonly string[];
  /** Folders that it is made of. */
  parts: readonly string[];
  /** Every file beside its own that kustomize reads for it; kustomize reads none above its folder. */
  inputs: readonly string[];
}

/** Reads what a kustomization is made of. What cannot be read is a matter for kustomize, so nothing is said of it here. */
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

/** Each chart lies in a folder of its name, or below one with its version where kustomize has fetched it. */
function chartsIn({ helmCharts, helmGlobals }: Readonly<Record<string, unknown>>): string[] {
  const home = isRecord(helmGlobals) ? helmGlobals['chartHome'] : undefined;
  const charts = Array.isArray(helmCharts) ? helmCharts.filter(isRecord) : [];
  return charts.flatMap(({ name, version }) => {
    if (typeof name !== 'string' || !/^\w[\w.-]*$/.test(name)) return [];
    const folders = [name, ...textsIn(version).map(text => `${name}-${text}/${name}`)];
    return folders.map(folder => `${typeof home === 'string' ? home : 'charts'}/${folder}`);
  });
}

/** kubernetes-sigs/kustomize api/types/helmchartargs.go, and its older form. */
function helmWordsIn({ helmCharts, helmChartInflationGenerator: older }: Readonly<Record<string, unknown>>): string[] {
  const charts = [helmCharts, older].flat().filter(isRecord);
  return charts.flatMap(one => [one['name'], one['releaseName'], one['chartName']].flatMap(textsIn));
}

/** Generators stand in files or, as text, in the kustomization. */
async function generatorsOf({ generators }: Readonly<Record<string, unknown>>, path: string): Promise<unknown[]> {
  const texts = textsIn(generators).map(async text =>
    text.includes('\n') ? text : readTextOrEmpty(resolve(path, text)),
  );
  return (await Promise.all(texts)).flatMap(text => parseDocuments(text).documents.map(({ value }) => value));
}

/** The kustomization in an absolute folder and all on this machine of which it is made, each once. */
export async function kustomizationsFrom(folder: string, seen = new Set<string>()): Promise<Kustomization[]> {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const file = (await readdir(folder).catch(() => [])).find(isKustomization);
  if (file === undefined) return [];
  const found = [await readKustomization(folder, join(folder, file))];
  for (const part of found[0]?.parts ?? []) found.push(...(await kustomizationsFrom(part, seen)));
  return found;
}
