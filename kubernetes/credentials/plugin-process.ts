import { spawn, type ChildProcess } from 'node:child_process';
import type { ExecEntry } from '../kubeconfig/schema.ts';

/** The parts of the calling process that a plugin may touch. */
export interface PluginEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  stderr: (text: string) => void;
  terminal: Readonly<{ stdin: boolean }>;
}

/** How a plugin ended, and what it wrote. */
export interface PluginEnd {
  /** null where a signal ended it. */
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

/** A plugin that is still running after this time waits for a person: what it says is shown from then on. In milliseconds. */
const patience = 1000;

/** Children of a plugin that has ended may hold its output open; this long it is read on, in milliseconds. */
const remainder = 200;

/** How many characters are kept of what a plugin answers, and of the end of what it complains of. */
const longestAnswer = 1024 * 1024;
const longestComplaint = 64 * 1024;

/** True for a plugin that must ask a person, so that only one may run at a time. */
export function isInteractive(exec: ExecEntry): boolean {
  return exec.interactiveMode === 'Always';
}

/**
 * Runs a plugin to its end, with what it is told in KUBERNETES_EXEC_INFO. The signal kills it.
 * @throws an error of node:child_process where it cannot be started
 */
export async function runPlugin(
  exec: ExecEntry,
  info: string,
  environment: PluginEnvironment,
  signal: AbortSignal,
): Promise<PluginEnd> {
  const interactive = isInteractive(exec);
  const added = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const child = spawn(exec.command, exec.args ?? [], {
    cwd: environment.workingDirectory,
    env: { ...environment.env, ...added, KUBERNETES_EXEC_INFO: info },
    stdio: [interactive ? 'inherit' : 'ignore', 'pipe', interactive ? 'inherit' : 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const written = follow(child, exec.command, environment.stderr);
  try {
    const [code, killedBy] = await ended(child);
    return { code, signal: killedBy, ...written.texts() };
  } finally {
    written.stop();
  }
}

function ended(child: ChildProcess): Promise<[number | null, string | null]> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => {
      resolve(end);
    });
    child.on('exit', (...end) => {
      // Node reads the rest of the pipe between a timer and an immediate, however late the timer is.
      setTimeout(() => setImmediate(resolve, end), remainder).unref();
    });
  });
}

/** Keeps what a plugin writes, and shows its stderr once it has run long enough to be waiting for a person. */
function follow(
  child: ChildProcess,
  command: string,
  show: (text: string) => void,
): { texts: () => { stdout: string; stderr: string }; stop: () => void } {
  const texts = { stdout: '', stderr: '' };
  let unshown = '';
  let isShown = false;
  const showLines = () => {
    const lines = unshown.split('\n');
    unshown = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') show(`${command}: ${line}`);
  };
  const timer = setTimeout(() => {
    isShown = true;
    showLines();
  }, patience);
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    if (texts.stdout.length < longestAnswer) texts.stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    texts.stderr = (texts.stderr + chunk).slice(-longestComplaint);
    unshown = (unshown + chunk).slice(-longestComplaint);
    if (isShown) showLines();
  });
  return {
    texts: () => texts,
    stop: () => {
      clearTimeout(timer);
      // A child of the plugin may outlive it and hold these open; nobody waits for that.
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  };
}
