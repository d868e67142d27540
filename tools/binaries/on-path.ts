import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findBinaries } from './find.ts';
import type { Tool } from './tools.ts';

/** A PATH on which the tools come first, each by its plain name. */
export interface ToolPath {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/**
 * Puts tools on a PATH, for programs that look for them there.
 * @throws BinaryError as findBinary does
 */
export async function putOnPath(tools: readonly Tool[]): Promise<ToolPath> {
  const files = await findBinaries(tools);
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-path-'));
  await Promise.all(tools.map(({ name }, index) => symlink(files[index] ?? '', join(folder, name))));
  return {
    path: [folder, process.env['PATH'] ?? ''].join(delimiter),
    remove: () => rm(folder, { recursive: true }),
  };
}
