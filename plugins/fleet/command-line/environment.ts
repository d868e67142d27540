/**
 * The parts of the process that a command may use. Only main.ts and process.ts touch the process
 * itself.
 */
export interface Environment {
  /** Data goes to stdout, everything else to stderr; both take whole lines. */
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /**
   * Shows a line that the next one replaces and '' removes, where stderr is a terminal; does
   * nothing elsewhere.
   */
  progress: (line: string) => void;
  stdin: AsyncIterable<Uint8Array>;
  /**
   * `stdin` is true where a person types it. `width` is the number of columns of the terminal that
   * stdout is; undefined where it is none.
   */
  terminal: Readonly<{ stdin: boolean; width?: number | undefined }>;
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  /** Folder that holds policy.wasm and data.json. */
  policyFolder: URL;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  now: () => Date;
}
