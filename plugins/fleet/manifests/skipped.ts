import { basename, dirname, join, sep } from 'node:path';
import { readSmallFile } from './read-text.ts';

/** Why a file below a folder is not judged: it is a part of a chart, a kustomization, another template, or nothing of Kubernetes. */
export type SkipReason = 'chart' | 'kustomization' | 'template' | 'not-kubernetes';

/** A file that is not judged; `file` is written as the user would write it. */
export interface SkippedFile {
  file: string;
  reason: SkipReason;
}

/** Why a file in which no object is found is passed over: its name or its place says what it is for. undefined for all others. */
export async function reasonToSkip(path: string): Promise<SkipReason | undefined> {
  const name = basename(path);
  if (/^(package|package-lock|tsconfig(\..*)?)\.json$/.test(name)) return 'not-kubernetes';
  const isOfChart = /^(Chart\.yaml|values.*\.(ya?ml|json)|requirements\.ya?ml)$/.test(name);
  const folders = [...(isOfChart ? [dirname(path)] : []), ...parentsOf(path, 'templates')];
  return (await isAnyChart(folders)) ? 'chart' : undefined;
}

/** True for what lies in the folder of a chart, at any depth. */
export function isInChart(path: string): Promise<boolean> {
  return isAnyChart(parentsOf(path));
}

/** Folders that hold the path, at any depth; of those in a folder of this name, where one is given. */
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

/** A chart has a name and a version; charts for Helm 2 often lack apiVersion. Its Chart.yaml may be a template itself, so lines are compared. */
async function isChart(folder: string): Promise<boolean> {
  const text = await readSmallFile(join(folder, 'Chart.yaml')).catch(() => '');
  return [/^["']?name["']?[ \t]*:[ \t]*[^\s#]/m, /^["']?(?:apiV|v)ersion["']?[ \t]*:[ \t]*[^\s#]/m].every(line =>
    line.test(text),
  );
}
