import { devNull } from 'node:os';
import { reasonInStderr } from '../../../kubernetes/program/reason-in-stderr.ts';
import { ProgramError } from '../../../kubernetes/program/program-error.ts';
import { runToEnd, type ProgramEnd } from '../../../kubernetes/program/run-to-end.ts';

/** Parts of the calling process that rendering uses. */
export interface RenderEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
}

const mebibytes = 32;

/** Input and time limit of a program. */
interface OutputOptions {
  /** Standard input of the program. */
  input?: string;
  seconds?: number;
}

/**
 * Runs a program without a shell and returns its standard output.
 * @throws Error with the reason for the failure, in as many lines as the program prints
 */
export async function outputOf(
  program: string,
  words: readonly string[],
  { env, workingDirectory, signal }: RenderEnvironment,
  { input = '', seconds = 60 }: OutputOptions = {},
): Promise<string> {
  const failed = (reason: string, cause?: unknown) => new Error(`${program} ${words[0] ?? ''}: ${reason}`, { cause });
  const options = { env, cwd: workingDirectory, signal, input, seconds, maxStdout: mebibytes * 2 ** 20 };
  let end: ProgramEnd;
  try {
    end = await runToEnd(program, words, options);
  } catch (error) {
    throw failed(reasonOf(error, seconds), error);
  }
  if (end.code === 0) return end.stdout;
  throw failed(reasonInStderr(end.stderr) ?? endWords(end));
}

function reasonOf(error: unknown, seconds: number): string {
  if (error instanceof ProgramError)
    return error.code === 'OUT_OF_TIME' ? `it took longer than ${seconds} s` : `it prints more than ${mebibytes} MiB`;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : '';
  if (code === 'ENOENT') return 'there is no such program on PATH';
  return code === 'ABORT_ERR' ? 'interrupted' : error.message;
}

function endWords({ code, signal }: ProgramEnd): string {
  return code === null ? `it was ended by ${signal ?? 'a signal'}` : `it failed with exit code ${code}`;
}

/**
 * Returns the environment of a program that renders manifests. It hides clusters and helm plugins,
 * so that no template or chart reads from a cluster or runs a program with the user's credentials.
 */
export function withoutCluster(environment: RenderEnvironment): RenderEnvironment {
  const others = Object.entries(environment.env).filter(([name]) => !/^(HELM_KUBE|KUBERNETES_)/i.test(name));
  return { ...environment, env: { ...Object.fromEntries(others), KUBECONFIG: devNull, HELM_PLUGINS: devNull } };
}
