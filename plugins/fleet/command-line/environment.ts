/**
 * The parts of the process that a command may use. Only main.ts and process.ts touch the process
 * itself.
 */
export interface Environment {
  /** Data goes to stdout, everything else to stderr; both take whole lines. */
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Resolves when stdout has taken all that was written; absent where writing waits by itself. */
  drained?: () => Promise<void>;
  /**
   * Shows a line that the next one replaces and '' removes, where stderr is a terminal; does
   * nothing elsewhere.
   */
  progress: (line: string) => void;
  /** Keeps the last line of the terminal free while another program prompts a person. */
  prompting?: (isPrompting: boolean) => void;
  stdin: AsyncIterable<Uint8Array>;
  /**
   * `stdin` is true where a person types it. `width` is the number of columns of the terminal that
   * stdout is; undefined where it is none. `progressWidth` is the number of columns for a line of
   * progress.
   */
  terminal: Readonly<{ stdin: boolean; width?: number | undefined; progressWidth?: number | undefined }>;
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  /** Folder that holds policy.wasm and data.json. */
  policyFolder: URL;
  /** Aborted by Ctrl-C and by SIGTERM. */
  signal: AbortSignal;
  now: () => Date;
}
