import { basename, dirname, resolve, sep } from 'node:path';
import { readChart, type Chart } from './chart.ts';
import { readKustomization, type Kustomization } from './kustomization.ts';
import type { Rendering } from './rendering.ts';

/** What is to be read as it is, and the folders that are to be rendered. */
export interface Roots {
  files: readonly string[];
  renderings: readonly Rendering[];
}

/** Which folders to render. Value files are for all charts. */
export interface RenderOptions {
  kustomize: boolean;
  helm: boolean;
  valueFiles: readonly string[];
}

/**
 * Sorts files into those to read as they are and the folders to render: charts, and kustomizations that are no part of another one.
 * What these are made of is not read as it is.
 */
export async function rootsAmong(
  files: readonly string[],
  { kustomize, helm, valueFiles }: RenderOptions,
  workingDirectory: string,
): Promise<Roots> {
  const pathOf = (file: string) => resolve(workingDirectory, file);
  const charts = helm ? await chartsAmong(files, pathOf) : [];
  const outside = files.filter(file => !charts.some(({ path }) => isBelow(pathOf(file), path)));
  const kustomizations = kustomize ? await kustomizationsAmong(outside, pathOf) : [];
  const isInflated = (path: string) =>
    kustomizations.some(({ charts }) => charts !== undefined && isBelow(path, charts));
  const inputs = new Set([...valueFiles.map(pathOf), ...kustomizations.flatMap(({ inputs }) => inputs)]);
  return {
    files: outside.filter(file => !inputs.has(pathOf(file)) && !isInflated(pathOf(file))),
    renderings: [
      ...charts
        .filter(({ path, isLibrary }) => !isLibrary && !isInflated(path))
        .map(({ folder }) => ({ folder, by: 'helm' as const, valueFiles })),
      ...rootsOf(kustomizations).map(({ folder }) => ({ folder, by: 'kustomize' as const })),
    ],
  };
}

/** Charts that lie in no other chart. */
async function chartsAmong(files: readonly string[], pathOf: (file: string) => string): Promise<Chart[]> {
  const found = files.filter(file => basename(file) === 'Chart.yaml').map(file => dirname(file));
  const outermost = found.filter(folder => !found.some(other => isBelow(pathOf(folder), pathOf(other))));
  return Promise.all(outermost.map(folder => readChart(folder, pathOf(folder))));
}

async function kustomizationsAmong(
  files: readonly string[],
  pathOf: (file: string) => string,
): Promise<Kustomization[]> {
  const found = files.filter(isKustomization);
  return Promise.all(found.map(file => readKustomization(dirname(file), pathOf(file))));
}

/** True for the names under which kustomize looks for what it has to do. */
export function isKustomization(file: string): boolean {
  return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].includes(basename(file));
}

/** Those that are no part of another; of some that are parts of each other, the first. Components are rendered as parts alone. */
function rootsOf(kustomizations: readonly Kustomization[]): Kustomization[] {
  const reached = new Set<string>();
  const reach = ({ path, parts }: Kustomization): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const one of kustomizations) if (parts.includes(one.path)) reach(one);
  };
  const parts = new Set(kustomizations.flatMap(one => one.parts.filter(part => part !== one.path)));
  const roots = kustomizations.filter(({ path, isComponent }) => !isComponent && !parts.has(path));
  roots.forEach(reach);
  for (const one of kustomizations) {
    if (reached.has(one.path) || one.isComponent) continue;
    roots.push(one);
    reach(one);
  }
  return roots;
}

/** True for what lies in an absolute folder, at any depth. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder + sep);
}
