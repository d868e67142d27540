import { readFile } from 'node:fs/promises';
import { go, type GoOptions } from './go.ts';
import type { Tool } from './tools.ts';

/**
 * Text of a throw-away go.mod for one tool, so that one tool's requirements do not move another's.
 * @throws BinaryError BUILD_FAILED when the module cannot be had
 */
export async function goModule(tool: Tool, options: GoOptions): Promise<string> {
  const lines = ['module kubectl-fleet.io/binaries', 'go 1.26.0', `require ${tool.module} ${tool.version}`];
  if (tool.module === 'k8s.io/kubernetes') lines.push('godebug default=go1.26');
  return `${[...lines, ...(await replacements(tool, options))].join('\n\n')}\n`;
}

/**
 * Path of a folder with all files of a tool's module.
 * @throws BinaryError BUILD_FAILED when it cannot be had
 */
export async function moduleFolder(tool: Tool, options: GoOptions): Promise<string> {
  return (await download(tool, options)).folder;
}

/**
 * A replacement counts only in the main module, so those of the tool are repeated here. Where
 * k8s.io/kubernetes points at its own folders (k8s.io/api => ./staging/src/k8s.io/api) it is the
 * release that was published from it: v1.37.2 as v0.37.2.
 */
async function replacements(tool: Tool, options: GoOptions): Promise<string[]> {
  const text = await readFile((await download(tool, options)).goMod, 'utf8');
  const published = tool.version.replace('v1.', 'v0.');
  const staged = [...text.matchAll(/^\s*(\S+) => \.\/staging\//gm)];
  const released = [...text.matchAll(/^(?:replace)?\s*(\S+) => (\S+ v\S+)/gm)];
  return [
    ...staged.map(([, name = '']) => `replace ${name} => ${name} ${published}`),
    ...released.map(([, name = '', other = '']) => `replace ${name} => ${other}`),
  ];
}

async function download(tool: Tool, options: GoOptions): Promise<{ goMod: string; folder: string }> {
  const answer = await go(tool, ['mod', 'download', '-json', `${tool.module}@${tool.version}`], options);
  const valueOf = (key: string): string => new RegExp(`"${key}": "(.*)"`).exec(answer)?.[1] ?? '';
  return { goMod: valueOf('GoMod'), folder: valueOf('Dir') };
}
