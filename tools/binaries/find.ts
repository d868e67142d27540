import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../policies/bundle/cache.ts';
import { fileNameOf, isExecutable, minorOf, search } from '../../policies/bundle/search.ts';
import { build } from './build.ts';
import { withLock } from './lock.ts';
import { progressWriter, type OnProgress, type Progress } from './progress.ts';
import type { Tool } from './tools.ts';

interface FindOptions {
  /** Told what is built; writes to stderr where nothing else is given. */
  readonly onProgress?: OnProgress;
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Path of a tool's binary, which is built where this machine does not have it.
 * @throws BinaryError GO_MISSING, GO_TOO_OLD, BUILD_FAILED
 */
export async function findBinary(tool: Tool, options?: FindOptions): Promise<string> {
  const [file = ''] = await findBinaries([tool], options);
  return file;
}

/**
 * Paths of the tools' binaries, in the order of the tools; one after another, what is missing is
 * built.
 */
export async function findBinaries(tools: readonly Tool[], options: FindOptions = {}): Promise<string[]> {
  const { onProgress = progressWriter(process.stderr), environment = process.env } = options;
  const found = await Promise.all(
    tools.map(tool => search(tool, environment, minor => minor === minorOf(tool.version))),
  );
  const steps = found.filter(file => file === undefined).length;
  let step = 0;
  const files: string[] = [];
  for (const [index, tool] of tools.entries()) {
    files.push(found[index] ?? (await obtain({ tool, step: ++step, steps }, onProgress, environment)));
  }
  return files;
}

/** Builds a tool into the cache, or waits until another process has done so. */
async function obtain(
  plan: Pick<Progress, 'tool' | 'step' | 'steps'>,
  onProgress: OnProgress,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const folder = cacheFolder(environment);
  const file = join(folder, fileNameOf(plan.tool));
  const began = performance.now();
  const report = (state: Progress['state'], holder?: string): void => {
    const seconds = (performance.now() - began) / 1000;
    onProgress({ ...plan, state, seconds, ...(holder === undefined ? {} : { holder }) });
  };
  const buildUnlessThere = async (): Promise<void> => {
    if (await isExecutable(file)) return;
    report('building');
    const ticking = setInterval(() => {
      report('building');
    }, 1000);
    await build(plan.tool, file, environment).finally(() => {
      clearInterval(ticking);
    });
  };
  await mkdir(folder, { recursive: true });
  try {
    await withLock(`${file}.lock`, buildUnlessThere, owner => {
      report('waiting', owner);
    });
    report('built');
  } catch (error) {
    report('failed');
    throw error;
  }
  return file;
}
