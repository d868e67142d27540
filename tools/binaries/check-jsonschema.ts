import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../policies/bundle/cache.ts';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { fileNameOf, isExecutable, minorOf, type Binary } from '../../policies/bundle/search.ts';
import { installFromPython } from './python.ts';

const program: Binary = { name: 'check-jsonschema', version: 'v0.39.0', askVersion: ['--version'] };

/**
 * Checks YAML and JSON files against a schema of GitHub or Renovate. check-jsonschema carries the
 * schemas, so that only its installation needs a network. Python installs it, once.
 * @param schema name that the program has for it, e.g. github-workflows
 * @returns exit code 0 when all files are valid; errors are on stdout
 * @throws BinaryError BUILD_FAILED with the output of Python
 */
export async function checkSchema(schema: string, files: readonly string[], folder: string): Promise<ProgramAnswer> {
  const environment = await findEnvironment(process.env);
  const words = ['-m', 'check_jsonschema', '--builtin-schema', `vendor.${schema}`, ...files];
  return runProgram(join(environment, 'bin/python'), words, { cwd: folder });
}

/** Folder of the virtual environment of the program. It works with one minor version of Python. */
async function findEnvironment(environment: NodeJS.ProcessEnv): Promise<string> {
  const python = minorOf((await runProgram('python3', ['--version'])).stdout);
  const cache = cacheFolder(environment);
  const folder = join(cache, `${fileNameOf(program)}-python${python}`);
  if (await isExecutable(join(folder, 'bin/python'))) return folder;
  await mkdir(cache, { recursive: true });
  const installed = await installFromPython(program, cache);
  // Fails where another run has been faster; its environment is the same.
  await rename(installed, folder).catch(() => rm(installed, { recursive: true, force: true }));
  return folder;
}
