import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { runProgram } from '../../kubernetes/program/program.ts';

/** A program that this project runs and does not bring. */
export interface Binary {
  /** Name of its file. */
  readonly name: string;
  /** The version that this project builds, and was tested with, e.g. v1.22.2. */
  readonly version: string;
  /** Arguments that make it print its version. */
  readonly askVersion: readonly string[];
}

/**
 * Path of a binary that is on this machine already: in KUBEBUILDER_ASSETS or on PATH, as NAME-VERSION or as NAME and then of a version that
 * fits (it is given e.g. '1.22'), or else in the cache. undefined when there is none.
 */
export async function search(
  binary: Binary,
  environment: NodeJS.ProcessEnv,
  fits: (minor: string) => boolean,
): Promise<string | undefined> {
  for (const folder of installedFolders(environment)) {
    for (const name of [fileNameOf(binary), binary.name]) {
      const file = join(folder, name);
      if ((await isExecutable(file)) && fits(minorOf(await versionSaid(file, binary)))) return file;
    }
  }
  const cached = join(cacheFolder(environment), fileNameOf(binary));
  return (await isExecutable(cached)) ? cached : undefined;
}

/** Whether a file is there and may be run. */
export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The first version in a text, as far as its minor number: '1.37' in 'Kubernetes v1.37.2'; '' when there is none. */
export function minorOf(text: string): string {
  return /(\d+\.\d+)\.\d+/.exec(text)?.[1] ?? '';
}

/** Name under which the cache keeps a binary: several versions lie side by side. */
export function fileNameOf({ name, version }: Binary): string {
  return `${name}-${version}`;
}

function installedFolders(environment: NodeJS.ProcessEnv): string[] {
  const assets = environment['KUBEBUILDER_ASSETS'] ?? '';
  const path = environment['PATH'] ?? '';
  return [assets, ...path.split(delimiter)].filter(folder => folder !== '');
}

/** '' where it cannot be run, which is then not what is looked for. */
async function versionSaid(file: string, { askVersion }: Binary): Promise<string> {
  return runProgram(file, askVersion).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
