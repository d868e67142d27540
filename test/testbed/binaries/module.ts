import { readFile } from 'node:fs/promises';
import { go, type GoOptions } from './go.ts';
import type { Tool } from './tools.ts';

/**
 * Text of a throw-away go.mod for one tool, so that one tool's requirements do not move another's.
 * @throws TestbedError BUILD_FAILED when the module cannot be had
 */
export async function goModule(tool: Tool, options: GoOptions): Promise<string> {
  const lines = ['module kubectl-fleet.io/binaries', 'go 1.26.0', `require ${tool.module} ${tool.version}`];
  if (tool.module === 'k8s.io/kubernetes') {
    lines.push('godebug default=go1.26', ...(await stagingReplacements(tool, options)));
  }
  return `${lines.join('\n\n')}\n`;
}

/**
 * k8s.io/kubernetes points at its own folders (k8s.io/api => ./staging/src/k8s.io/api) and a replacement counts only in the main module,
 * so each of them is replaced here by the release that was published from it: v1.37.2 as v0.37.2.
 */
async function stagingReplacements(tool: Tool, options: GoOptions): Promise<string[]> {
  const answer = await go(tool, ['mod', 'download', '-json', `${tool.module}@${tool.version}`], options);
  const goMod = /"GoMod": "(.*)"/.exec(answer)?.[1] ?? '';
  const published = tool.version.replace('v1.', 'v0.');
  const staged = (await readFile(goMod, 'utf8')).matchAll(/^\s*(\S+) => \.\/staging\//gm);
  return [...staged].map(([, name = '']) => `replace ${name} => ${name} ${published}`);
}
