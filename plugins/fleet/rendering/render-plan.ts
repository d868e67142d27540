import { basename, dirname, resolve } from 'node:path';
import { isPartOfChart, readChart, type Chart } from './chart.ts';
import { readKustomization, type Kustomization } from './kustomization.ts';
import { isKustomization } from '../manifests/is-kustomization.ts';
import type { Rendering } from './rendering.ts';

/** Files to read as they are, and folders to render. */
export interface RenderPlan {
  files: readonly string[];
  renderings: readonly Rendering[];
}

/** Folders to render. Value files apply to all charts. */
export interface RenderOptions {
  kustomize: boolean;
  helm: boolean;
  valueFiles: readonly string[];
}

/**
 * Sorts files into those to read as they are and folders to render: charts, and kustomizations that
 * are no part of another one. Leaves out only the files from which these are rendered.
 */
export async function renderPlan(
  files: readonly string[],
  { kustomize, helm, valueFiles }: RenderOptions,
  workingDirectory: string,
): Promise<RenderPlan> {
  const pathOf = (file: string) => resolve(workingDirectory, file);
  const charts = helm ? await chartsAmong(files, pathOf) : [];
  const outside = files.filter(file => !charts.some(chart => isPartOfChart(pathOf(file), chart)));
  const kustomizations = kustomize ? await kustomizationsAmong(outside, pathOf) : [];
  const { roots, reached } = rootKustomizations(kustomizations);
  const inflated = reached.flatMap(one => one.charts.map(path => ({ path, isLibrary: false })));
  const inputs = new Set([
    ...valueFiles.map(pathOf),
    ...kustomizations.map(({ file }) => file),
    ...reached.flatMap(({ inputs }) => inputs),
  ]);
  return {
    files: outside
      .filter(file => !inputs.has(pathOf(file)))
      .filter(file => !inflated.some(chart => isPartOfChart(pathOf(file), chart))),
    renderings: [
      ...charts
        .filter(chart => !chart.isLibrary && !inflated.some(({ path }) => path === chart.path))
        .map(({ folder }) => ({ folder, by: 'helm' as const, valueFiles })),
      ...roots.map(({ folder }) => ({ folder, by: 'kustomize' as const })),
    ],
  };
}

/** Returns the charts that are no part of another chart. */
async function chartsAmong(files: readonly string[], pathOf: (file: string) => string): Promise<Chart[]> {
  const folders = files.filter(file => basename(file) === 'Chart.yaml').map(file => dirname(file));
  const found = await Promise.all(folders.map(folder => readChart(folder, pathOf(folder))));
  return found.filter(
    ({ path }) => !found.some(other => other.path !== path && isPartOfChart(`${path}/Chart.yaml`, other)),
  );
}

async function kustomizationsAmong(
  files: readonly string[],
  pathOf: (file: string) => string,
): Promise<Kustomization[]> {
  const found = files.filter(isKustomization);
  return Promise.all(found.map(file => readKustomization(dirname(file), pathOf(file))));
}

/**
 * Returns the kustomizations that are no part of another one, and the first of those that are parts
 * of each other. `reached` holds them and all their parts. A component that no kustomization
 * includes is not reached.
 */
function rootKustomizations(kustomizations: readonly Kustomization[]): {
  roots: Kustomization[];
  reached: Kustomization[];
} {
  const reached = new Set<Kustomization>();
  const byPath = new Map(kustomizations.map(one => [one.path, one]));
  const reach = (one: Kustomization): void => {
    if (reached.has(one)) return;
    reached.add(one);
    for (const part of one.parts) {
      const found = byPath.get(part);
      if (found !== undefined) reach(found);
    }
  };
  const parts = new Set(kustomizations.flatMap(one => one.parts.filter(part => part !== one.path)));
  const roots = kustomizations.filter(({ path, isComponent }) => !isComponent && !parts.has(path));
  roots.forEach(reach);
  for (const one of kustomizations) {
    if (reached.has(one) || one.isComponent) continue;
    roots.push(one);
    reach(one);
  }
  return { roots, reached: [...reached] };
}
