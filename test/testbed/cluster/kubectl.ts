import { dirname, join } from 'node:path';
import { findBinary } from '../../../tools/binaries/find.ts';
import { kubectl as tool } from '../../../tools/binaries/tools.ts';
import { runProgram, type ProgramAnswer } from '../../../kubernetes/program/program.ts';
import type { Cluster } from './cluster.ts';

let binary: Promise<string> | undefined;

/** Runs the real kubectl with a cluster's kubeconfig; a failure is an answer, too. */
export async function kubectl(
  { kubeconfig }: Pick<Cluster, 'kubeconfig'>,
  words: readonly string[],
  { input = '' }: { readonly input?: string } = {},
): Promise<ProgramAnswer> {
  binary ??= findBinary(tool);
  // Neither the cache nor the preferences of whoever runs the tests.
  const own = { KUBECONFIG: kubeconfig, KUBECACHEDIR: join(dirname(kubeconfig), 'kubectl-cache'), KUBERC: 'off' };
  return runProgram(await binary, words, { env: { ...process.env, ...own }, input });
}
