import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { go, requireGo } from './go.ts';
import { goModule } from './module.ts';
import type { Tool } from './tools.ts';

/**
 * Builds a tool from its Go module to `file`, which is there whole or not at all. Its folder
 * exists, and nobody else builds the same now.
 * @throws BinaryError GO_MISSING, GO_TOO_OLD, BUILD_FAILED
 */
export async function build(tool: Tool, file: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const unfinished = `.${basename(file)}-`;
  await removeUnfinished(dirname(file), unfinished);
  const cwd = await mkdtemp(join(dirname(file), unfinished));
  const options = { cwd, env: { ...environment, CGO_ENABLED: '0', GOWORK: 'off' } };
  try {
    await requireGo(tool, options);
    await writeFile(join(cwd, 'go.mod'), await goModule(tool, options));
    await go(tool, goBuild(tool), options);
    await rename(join(cwd, tool.name), file);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Removes the remains of a killed build. */
async function removeUnfinished(folder: string, prefix: string): Promise<void> {
  const left = (await readdir(folder)).filter(name => name.startsWith(prefix));
  await Promise.all(left.map(name => rm(join(folder, name), { recursive: true, force: true })));
}

function goBuild(tool: Tool): string[] {
  const variables = Object.entries(tool.variables).map(([name, value]) => `-X ${name}=${value}`);
  const linker = ['-s', '-w', ...variables].join(' ');
  return ['build', '-mod=mod', '-trimpath', '-buildvcs=false', `-ldflags=${linker}`, '-o', tool.name, tool.package];
}
