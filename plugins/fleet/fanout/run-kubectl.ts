import { reasonOf } from '../../../kubernetes/errors/reason.ts';
import { ClusterError, isRefusal } from '../../../kubernetes/errors/cluster-error.ts';
import type { Client } from '../../../kubernetes/client/client.ts';
import { reasonInStderr } from '../../../kubernetes/program/reason-in-stderr.ts';
import { ProgramError } from '../../../kubernetes/program/program-error.ts';
import { runToEnd, type ProgramEnd } from '../../../kubernetes/program/run-to-end.ts';
import type { Environment } from '../command-line/environment.ts';
import { formatDuration } from '../../../kubernetes/deadline/duration.ts';
import type { FlagsOf } from '../command-line/flags/flag.ts';
import type { fleetFlags } from '../command-line/flags/fleet-flags.ts';
import type { Question } from './ask-one.ts';
import { kubectlFlags } from './kubectl-flags.ts';

/** The output of kubectl for one cluster. */
export interface KubectlOutput {
  stdout: string;
  /** The reason in its stderr; '' where it did not fail. */
  reason: string;
}

const mebibytes = 64;

/**
 * Runs the real kubectl for one cluster. The server is asked for its version first: kubectl waits
 * for minutes for one that does not answer, and then tells less.
 * @param words the command line behind kubectl
 * @param input text for its standard input
 */
export function runKubectl(
  words: readonly string[],
  flags: FlagsOf<typeof fleetFlags>,
  { env, workingDirectory: cwd, signal }: Environment,
  input = '',
): Question<KubectlOutput> {
  const { timeout } = flags;
  // kubectl tells plugins where it lies since 1.37.
  const kubectl = env['KUBECTL_PATH'] ?? 'kubectl';
  const options = { env, cwd, signal, input, seconds: timeout / 1000, maxStdout: mebibytes * 2 ** 20 };
  return async (client, cluster) => {
    await answers(client);
    let end: ProgramEnd;
    try {
      end = await runToEnd(kubectl, [`--context=${cluster.name}`, ...kubectlFlags(flags), ...words], options);
    } catch (error) {
      throw failureOf(error, timeout);
    }
    const { code, stdout, stderr, signal: killedBy } = end;
    const failed = code === null ? `kubectl was ended by ${killedBy ?? 'a signal'}` : `kubectl failed with ${code}`;
    return { stdout, reason: code === 0 ? '' : (reasonInStderr(stderr) ?? failed) };
  };
}

async function answers(client: Client): Promise<void> {
  try {
    await client.get('/version');
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

function failureOf(error: unknown, timeout: number): ClusterError {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (error instanceof ProgramError && error.code === 'OUT_OF_TIME') {
    return new ClusterError('Timeout', `kubectl did not end within ${formatDuration(timeout)}`);
  }
  if (error instanceof ProgramError)
    return new ClusterError('InvalidAnswer', `kubectl prints more than ${mebibytes} MiB`);
  if (code === 'ABORT_ERR') return new ClusterError('Interrupted', 'no answer until you interrupted');
  const install = 'install it: https://kubernetes.io/docs/tasks/tools/';
  return code === 'ENOENT'
    ? new ClusterError('PluginFailed', `there is no kubectl on PATH; ${install}`)
    : new ClusterError('PluginFailed', `kubectl cannot be started: ${reasonOf(error)}`);
}
