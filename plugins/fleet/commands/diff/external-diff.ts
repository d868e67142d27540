import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupVersion } from '../../../../kubernetes/discovery/resolution.ts';
import { runProgram } from '../../../../kubernetes/program/program.ts';
import { fleetErrors } from '../../command-line/errors.ts';
import type { Environment } from '../../command-line/environment.ts';
import { yaml } from '../../output/yaml.ts';
import type { Comparable } from './compare-objects.ts';

/**
 * Returns the output of the diff program for two clusters. The objects of each are files of a
 * folder, named as those of kubectl diff.
 * @throws FleetError DIFF_FAILED
 */
export async function externalDiff(
  objects: readonly Comparable[],
  [from, to]: readonly [string, string],
  { env, workingDirectory: cwd, signal }: Pick<Environment, 'env' | 'workingDirectory' | 'signal'>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-diff-'));
  const [program, words] = diffProgram(env['KUBECTL_EXTERNAL_DIFF'] ?? '');
  try {
    const folders = await Promise.all([from, to].map(cluster => writeObjects(folder, cluster, objects)));
    const { stdout, stderr, exitCode } = await runProgram(program, [...words, ...folders], { env, cwd, signal });
    // The program says by 1 that there are differences.
    if (exitCode > 1) throw fleetErrors.diffFailed(program, stderr.trim());
    return stdout.trimEnd();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw fleetErrors.diffFailed(program, 'there is no such program');
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** kubectl takes words of letters, digits, - and = only (kubectl/pkg/cmd/diff/diff.go). */
function diffProgram(chosen: string): [string, string[]] {
  const [program = '', ...words] = chosen.split(' ');
  return program === '' ? ['diff', ['-u', '-N']] : [program, words.filter(word => /^[a-zA-Z0-9=-]+$/.test(word))];
}

async function writeObjects(parent: string, cluster: string, objects: readonly Comparable[]): Promise<string> {
  const folder = join(parent, fileName(cluster));
  await mkdir(folder);
  const held = objects.flatMap(({ resource, namespace, name, holders }) => {
    const holder = holders.find(one => one.cluster === cluster);
    const parts = [groupVersion(resource).replace('/', '.'), resource.kind, namespace, name];
    return holder === undefined ? [] : [{ file: parts.join('.'), value: holder.value }];
  });
  for (const { file, value } of held)
    await writeFile(join(folder, fileName(file)), `${yaml(value)}\n`, { mode: 0o600 });
  return folder;
}

/** Names of contexts may hold a slash, e.g. of ARNs. */
function fileName(name: string): string {
  return name.replaceAll(/[^\w.:@-]/g, '_').replace(/^\.+/, '_');
}
