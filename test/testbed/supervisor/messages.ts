/**
 * Messages between a supervisor and the process that started it. Both ends are in this folder,
 * so a message is believed.
 */

/**
 * A program to run in the cluster's folder. Its name is its own in this cluster and names its log.
 */
export interface ProcessDescription {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Takes away what the process leaves outside of the folder: a program and its arguments, run when
   * all have ended.
   */
  readonly afterwards?: readonly [string, ...string[]];
}

export type Command =
  | { readonly do: 'run'; readonly process: ProcessDescription }
  | { readonly do: 'end'; readonly name: string }
  /** From now on the supervisor outlives the process that started it. */
  | { readonly do: 'detach' }
  | { readonly do: 'stop'; readonly keepsLogs: boolean };

export type Report =
  | { readonly report: 'ready' }
  | { readonly report: 'refused'; readonly reason: string }
  | { readonly report: 'started'; readonly name: string; readonly pid: number }
  | { readonly report: 'failed'; readonly name: string; readonly reason: string }
  | { readonly report: 'ended'; readonly name: string; readonly ending: string }
  | { readonly report: 'detached' }
  | { readonly report: 'stopped' };

export function isCommand(message: unknown): message is Command {
  return typeof message === 'object' && message !== null && 'do' in message;
}

export function isReport(message: unknown): message is Report {
  return typeof message === 'object' && message !== null && 'report' in message;
}
