import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runProgram } from '../../kubernetes/program/program.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the Node that runs the plugin. */
    node: string;
    /** Path of the plugin's program. */
    program: string;
  }
}

/**
 * Installs the plugin from its package into an empty folder, as users do, before the first test
 * file and removes it after the last.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-installed-'));
  // npm that runs the tests may be silent, and would make its children so.
  const env = { ...process.env, npm_config_loglevel: 'error' };
  const npm = async (words: readonly string[], cwd: string): Promise<string> => {
    const { stdout, stderr, exitCode } = await runProgram('npm', words, { cwd, env });
    if (exitCode !== 0) throw new Error(`npm ${words.join(' ')}: ${stderr}`);
    return stdout.trim();
  };
  const repository = join(import.meta.dirname, '../..');
  const archive = await npm(['pack', '--silent', '--pack-destination', folder], repository);
  await npm(['install', '--no-audit', '--no-fund', '--prefix', folder, join(folder, archive)], folder);
  project.provide('program', join(folder, 'node_modules/kubectl-fleet/dist/kubectl-fleet.js'));
  return () => rm(folder, { recursive: true });
}
