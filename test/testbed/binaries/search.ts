import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runProgram } from '../program.ts';
import { cacheFolder } from './cache.ts';
import { fileNameOf, minorOf, type Tool } from './tools.ts';

/**
 * Path of a binary that is on this machine already: in KUBEBUILDER_ASSETS or on PATH, as TOOL-VERSION or as TOOL and then of the same minor
 * version, or else in the cache. undefined when there is none.
 */
export async function search(tool: Tool, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of installedFolders(environment)) {
    for (const name of [fileNameOf(tool), tool.name]) {
      const file = join(folder, name);
      if ((await isExecutable(file)) && (await answersVersion(file, tool))) return file;
    }
  }
  const cached = join(cacheFolder(environment), fileNameOf(tool));
  return (await isExecutable(cached)) ? cached : undefined;
}

function installedFolders(environment: NodeJS.ProcessEnv): string[] {
  const assets = environment['KUBEBUILDER_ASSETS'] ?? '';
  const path = environment['PATH'] ?? '';
  return [assets, ...path.split(delimiter)].filter(folder => folder !== '');
}

/** Whether a file is there and may be run. */
export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** What cannot be run, or says nothing like a version, is not the binary that is looked for. */
async function answersVersion(file: string, tool: Tool): Promise<boolean> {
  const answer = await runProgram(file, tool.askVersion).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return minorOf(answer) === minorOf(tool.version);
}
