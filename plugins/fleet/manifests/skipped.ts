import { basename, dirname, join, sep } from 'node:path';
import { readSmallFile } from './read-text.ts';

/**
 * Reason why a file below a folder is skipped: a part of a chart, a kustomization, another
 * template, or no Kubernetes object.
 */
export type SkipReason = 'chart' | 'kustomization' | 'template' | 'not-kubernetes';

/** Skipped file; `file` is a path as the user would write it. */
export interface SkippedFile {
  file: string;
  reason: SkipReason;
}

/**
 * Returns the reason that the name or folder of a file gives to skip it, if no object is found in
 * it; undefined for all other files.
 */
export async function reasonToSkip(path: string): Promise<SkipReason | undefined> {
  const name = basename(path);
  if (/^(package|package-lock|tsconfig(\..*)?)\.json$/.test(name)) return 'not-kubernetes';
  const isOfChart = /^(Chart\.yaml|values.*\.(ya?ml|json)|requirements\.ya?ml)$/.test(name);
  const folders = [...(isOfChart ? [dirname(path)] : []), ...parentsOf(path, 'templates')];
  return (await isAnyChart(folders)) ? 'chart' : undefined;
}

/** True for a path in the folder of a chart, at any depth. */
export function isInChart(path: string): Promise<boolean> {
  return isAnyChart(parentsOf(path));
}

/**
 * Returns the folders above a path. With a name, returns the parents of the folders of this name.
 */
function parentsOf(path: string, name?: string): string[] {
  const steps = path.split(sep);
  return steps.flatMap((step, index) => {
    const isWanted = index > 0 && (name === undefined || (step === name && index < steps.length - 1));
    return isWanted ? [steps.slice(0, index).join(sep) || sep] : [];
  });
}

async function isAnyChart(folders: readonly string[]): Promise<boolean> {
  return (await Promise.all(folders.map(isChart))).includes(true);
}

/**
 * True for the folder of a chart, whose Chart.yaml has a name and a version. Charts for Helm 2
 * often lack apiVersion. The lines are matched without parsing, because Chart.yaml may be a
 * template itself.
 */
async function isChart(folder: string): Promise<boolean> {
  const text = await readSmallFile(join(folder, 'Chart.yaml')).catch(() => '');
  return [/^["']?name["']?[ \t]*:[ \t]*[^\s#]/m, /^["']?(?:apiV|v)ersion["']?[ \t]*:[ \t]*[^\s#]/m].every(line =>
    line.test(text),
  );
}
