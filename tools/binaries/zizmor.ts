import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../policies/bundle/cache.ts';
import { runProgram } from '../../policies/bundle/program.ts';
import { fileNameOf, search, type Binary } from '../../policies/bundle/search.ts';
import { BinaryError } from './binary-error.ts';

const zizmor: Binary = { name: 'zizmor', version: 'v1.32.0', askVersion: ['--version'] };

/**
 * Path of zizmor, which looks for what is unsafe in GitHub workflows. It is a program without a Go module; where this machine does not have it, Python
 * installs it, once.
 * @throws BinaryError BUILD_FAILED with what Python says
 */
export async function findZizmor(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const found = await search(zizmor, environment, minor => zizmor.version.startsWith(`v${minor}.`));
  if (found !== undefined) return found;
  const cache = cacheFolder(environment);
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, '.zizmor-'));
  try {
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin/pip'), ['install', '--quiet', `zizmor==${zizmor.version.slice(1)}`]);
    const file = join(cache, fileNameOf(zizmor));
    await rename(join(folder, 'bin/zizmor'), file);
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(program: string, words: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await runProgram(program, words);
  if (exitCode !== 0) throw new BinaryError('BUILD_FAILED', `${program} ${words.join(' ')}: ${stdout}${stderr}`);
}
