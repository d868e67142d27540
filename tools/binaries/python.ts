import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../kubernetes/program/program.ts';
import { fileNameOf, type Binary } from '../../policies/bundle/search.ts';
import { BinaryError } from './binary-error.ts';

/**
 * Installs a program from PyPI into a new virtual environment.
 * @param cache folder in which the environment is made; it has to exist
 * @returns folder of the environment, which its caller moves or removes
 * @throws BinaryError BUILD_FAILED with the output of Python
 */
export async function installFromPython(program: Binary, cache: string): Promise<string> {
  const folder = await mkdtemp(join(cache, `.${fileNameOf(program)}-`));
  try {
    // Other users may run what the cache holds.
    await chmod(folder, 0o755);
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin/pip'), ['install', '--quiet', `${program.name}==${program.version.slice(1)}`]);
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function run(program: string, words: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await runProgram(program, words);
  if (exitCode !== 0) throw new BinaryError('BUILD_FAILED', `${program} ${words.join(' ')}: ${stdout}${stderr}`);
}
