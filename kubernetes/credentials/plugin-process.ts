import type { ExecEntry } from '../kubeconfig/schema.ts';
import { runToEnd, type ProgramEnd } from '../program/run-to-end.ts';

/** The parts of the calling process that a plugin may touch. */
export interface PluginEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  stderr: (text: string) => void;
  terminal: Readonly<{ stdin: boolean }>;
}

/**
 * A plugin that is still running after this time waits for a person: what it says is shown from
 * then on. In milliseconds.
 */
const patience = 1000;

/**
 * Children of a plugin that has ended may hold its output open; this long it is read on, in
 * milliseconds.
 */
const remainder = 200;

/** How many characters of a plugin's answer are read, and of its complaints are shown at once. */
const longestAnswer = 1024 * 1024;
const longestComplaint = 64 * 1024;

/** True for a plugin that must ask a person, so that only one may run at a time. */
export function isInteractive(exec: ExecEntry): boolean {
  return exec.interactiveMode === 'Always';
}

/**
 * Runs a plugin to its end, with what it is told in KUBERNETES_EXEC_INFO. The signal kills it.
 * @throws an error of node:child_process where it cannot be started; ProgramError where it prints
 * without end
 */
export async function runPlugin(
  exec: ExecEntry,
  info: string,
  environment: PluginEnvironment,
  signal: AbortSignal,
): Promise<ProgramEnd> {
  const added = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const complaints = showLate(exec.command, environment.stderr);
  try {
    return await runToEnd(exec.command, exec.args ?? [], {
      cwd: environment.workingDirectory,
      env: { ...environment.env, ...added, KUBERNETES_EXEC_INFO: info },
      terminal: isInteractive(exec),
      signal,
      maxStdout: longestAnswer,
      readOn: remainder,
      onStderr: complaints.add,
    });
  } finally {
    complaints.stop();
  }
}

/**
 * Shows the stderr of a plugin, line by line, once it has run long enough to be waiting for a
 * person.
 */
function showLate(command: string, show: (text: string) => void): { add: (text: string) => void; stop: () => void } {
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
  return {
    add: chunk => {
      unshown = (unshown + chunk).slice(-longestComplaint);
      if (isShown) showLines();
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}
