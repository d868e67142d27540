import type { ExecEntry } from '../kubeconfig/schema.ts';
import { runToEnd, type ProgramEnd } from '../program/run-to-end.ts';

/** The parts of the calling process that a plugin may use. */
export interface PluginEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  stderr: (text: string) => void;
  terminal: Readonly<{ stdin: boolean }>;
  /** Keeps the last line of the terminal free while a plugin prompts a person. */
  prompting?: (isPrompting: boolean) => void;
}

/**
 * Milliseconds after which a running plugin probably waits for a person. Its output is shown from
 * then on.
 */
const silentMilliseconds = 1000;

/**
 * Milliseconds for which the output is read after the plugin has ended. Children of the plugin may
 * keep its output open.
 */
const remainder = 200;

/**
 * Number of characters of a plugin's answer that are read, and of its stderr that are shown at
 * once.
 */
const longestAnswer = 1024 * 1024;
const longestComplaint = 64 * 1024;

/** True for a plugin that must prompt a person. Only one such plugin may run at a time. */
export function isInteractive(exec: ExecEntry): boolean {
  return exec.interactiveMode === 'Always';
}

/**
 * Runs a plugin to its end, with KUBERNETES_EXEC_INFO in its environment. The signal kills it.
 * @throws an error of node:child_process when the plugin cannot be started; ProgramError when its
 * output is too long
 */
export async function runPlugin(
  exec: ExecEntry,
  info: string,
  environment: PluginEnvironment,
  signal: AbortSignal,
): Promise<ProgramEnd> {
  const added = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const complaints = showLate(exec.command, environment.stderr);
  const terminal = isInteractive(exec);
  if (terminal) environment.prompting?.(true);
  try {
    return await runToEnd(exec.command, exec.args ?? [], {
      cwd: environment.workingDirectory,
      env: { ...environment.env, ...added, KUBERNETES_EXEC_INFO: info },
      terminal,
      signal,
      maxStdout: longestAnswer,
      readOn: remainder,
      onStderr: complaints.add,
    });
  } finally {
    if (terminal) environment.prompting?.(false);
    complaints.stop();
  }
}

/**
 * Shows the stderr of a plugin, line by line, as soon as it has run so long that it probably waits
 * for a person.
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
  }, silentMilliseconds);
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
