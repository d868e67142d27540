import { devNull } from 'node:os';
import { reasonInStderr } from '../../../kubernetes/program/reason-in-stderr.ts';
import { ProgramError } from '../../../kubernetes/program/program-error.ts';
import { runToEnd, type ProgramEnd } from '../../../kubernetes/program/run-to-end.ts';

/** The parts of the calling process that rendering may touch. */
export interface RenderEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

const mebibytes = 32;

/** What a program is given, and how long it may take. */
interface OutputOptions {
  /** Its standard input. */
  input?: string;
  seconds?: number;
}

/**
 * Returns the output of a program, which is run without a shell.
 * @throws Error that says why there is nothing, in as many lines as the program does
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
 * The environment of a program that makes manifests: it finds no cluster, and none of the plugins of helm. So neither a template nor
 * a chart can read from a cluster of the user, or run a program with the user's credentials.
 */
export function withoutCluster(environment: RenderEnvironment): RenderEnvironment {
  const others = Object.entries(environment.env).filter(([name]) => !/^(HELM_KUBE|KUBERNETES_)/i.test(name));
  return { ...environment, env: { ...Object.fromEntries(others), KUBECONFIG: devNull, HELM_PLUGINS: devNull } };
}
