import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { runProgram } from '../../kubernetes/program/program.ts';

/** Program that this project runs and does not contain. */
export interface Binary {
  /** Name of its file, e.g. opa. */
  readonly name: string;
  /** Version that this project builds and tests with, e.g. v1.22.2. */
  readonly version: string;
  /** Arguments with which it prints its version. */
  readonly askVersion: readonly string[];
}

/**
 * Returns the path of a binary on this machine; undefined for none. Looks for NAME-VERSION and NAME
 * in KUBEBUILDER_ASSETS and on PATH, then for NAME-VERSION in the cache.
 * @param fits true for the minor version of a suitable binary outside the cache, e.g. '1.22'
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

/** True if the file exists and can be executed. */
export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Returns the first minor version in a text, e.g. '1.37' for 'Kubernetes v1.37.2'; '' for none. */
export function minorOf(text: string): string {
  return /(\d+\.\d+)\.\d+/.exec(text)?.[1] ?? '';
}

/** Returns the file name of a binary in the cache, which keeps several versions. */
export function fileNameOf({ name, version }: Binary): string {
  return `${name}-${version}`;
}

function installedFolders(environment: NodeJS.ProcessEnv): string[] {
  const assets = environment['KUBEBUILDER_ASSETS'] ?? '';
  const path = environment['PATH'] ?? '';
  return [assets, ...path.split(delimiter)].filter(folder => folder !== '');
}

/** Returns the output with the version; '' for a program that cannot run. */
async function versionSaid(file: string, { askVersion }: Binary): Promise<string> {
  return runProgram(file, askVersion).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
