import { spawn, type ChildProcess } from 'node:child_process';
import type { ExecEntry } from './kubeconfig-schema.ts';

/** What a plugin may touch of the process that calls it. */
export interface PluginSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  stderr: (text: string) => void;
  terminal: Readonly<{ stdin: boolean }>;
}

/** A plugin that is still running after this time waits for a person: what it says is shown from then on. In milliseconds. */
const patience = 1000;

/** Whether a plugin must ask a person, so that only one may run at a time. */
export function isInteractive(exec: ExecEntry): boolean {
  return exec.interactiveMode === 'Always';
}

/** Runs a plugin to its end, with what it is told in KUBERNETES_EXEC_INFO. The signal kills it. */
export async function runPlugin(
  exec: ExecEntry,
  info: string,
  surroundings: PluginSurroundings,
  signal: AbortSignal,
): Promise<{ code: number; stdout: string; lastLine: string }> {
  const interactive = isInteractive(exec);
  const added = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const child = spawn(exec.command, exec.args ?? [], {
    cwd: surroundings.workingDirectory,
    env: { ...surroundings.env, ...added, KUBERNETES_EXEC_INFO: info },
    stdio: [interactive ? 'inherit' : 'ignore', 'pipe', interactive ? 'inherit' : 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const stdout: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  const complaints = followComplaints(child, exec.command, surroundings.stderr);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, killedBy) => {
        resolve(status ?? (killedBy === null ? 1 : 128));
      });
    });
    return { code, stdout: Buffer.concat(stdout).toString(), lastLine: complaints.lines().at(-1) ?? '' };
  } finally {
    complaints.stop();
  }
}

/** Keeps what a plugin writes to stderr, and shows it once the plugin has run long enough to be waiting for a person. */
function followComplaints(
  child: ChildProcess,
  command: string,
  stderr: (text: string) => void,
): { lines: () => string[]; stop: () => void } {
  let text = '';
  let shown = Infinity;
  const lines = () => text.split('\n').filter(line => line.trim() !== '');
  const show = () => {
    for (const line of lines().slice(shown)) stderr(`${command}: ${line}`);
    if (shown !== Infinity) shown = lines().length;
  };
  const timer = setTimeout(() => {
    shown = 0;
    show();
  }, patience);
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    show();
  });
  return {
    lines,
    stop: () => {
      clearTimeout(timer);
      // A child of the plugin may outlive it and hold these open; nobody waits for that.
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  };
}
