import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from '../../../tools/binaries/find.ts';
import { helm as tool } from '../../../tools/binaries/tools.ts';
import { runProgram, type ProgramAnswer } from '../../../kubernetes/program/program.ts';
import type { Cluster } from './cluster.ts';

let binary: Promise<string> | undefined;

/** Runs the real helm, with a cluster's kubeconfig or without any; a failure is an answer, too. */
export async function helm(words: readonly string[], cluster?: Pick<Cluster, 'kubeconfig'>): Promise<ProgramAnswer> {
  binary ??= findBinary(tool);
  // Neither plugins nor repositories of whoever runs the tests.
  const folder = join(tmpdir(), 'kubectl-fleet-helm');
  const own = {
    HELM_CACHE_HOME: folder,
    HELM_CONFIG_HOME: folder,
    HELM_DATA_HOME: folder,
    KUBECONFIG: cluster?.kubeconfig ?? join(folder, 'none'),
  };
  return runProgram(await binary, words, { env: { ...process.env, ...own } });
}
