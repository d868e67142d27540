import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entrypoints } from '../engine/entrypoints.ts';
import { complaintOf } from './complaint.ts';
import { PolicyError } from './errors.ts';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';

/**
 * Runs opa in a folder. Paths in its arguments and output are relative to the folder. Problems that
 * opa finds are part of the answer.
 */
export type Opa = (words: readonly string[], folder: string) => Promise<ProgramAnswer>;

/**
 * Compiles the Rego and data below a folder to a bundle of OPA: policy.wasm, data.json, .manifest
 * and the Rego. The same sources give the same bytes.
 * @throws PolicyError COMPILATION_FAILED with the output of opa, whose paths are relative to the
 *   folder
 */
export async function compileBundle(opa: Opa, folder: string): Promise<Buffer> {
  const output = await mkdtemp(join(tmpdir(), 'kubectl-fleet-bundle-'));
  try {
    const file = join(output, 'bundle.tar.gz');
    const entries = entrypoints.flatMap(entry => ['-e', entry]);
    // Otherwise data.fleet.rules[name] would iterate over the packages of tests too.
    const ignored = ['--ignore', '*_test.rego'];
    const { exitCode, stdout, stderr } = await opa(
      ['build', '-b', '.', '-t', 'wasm', ...ignored, ...entries, '-o', file],
      folder,
    );
    if (exitCode !== 0) throw new PolicyError('COMPILATION_FAILED', complaintOf(stdout + stderr));
    return await readFile(file);
  } finally {
    await rm(output, { recursive: true });
  }
}
