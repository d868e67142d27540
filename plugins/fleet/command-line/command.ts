import type { FlagName, FlagValues } from './flags.ts';

/** 0 ok, 1 findings or a named object that is nowhere, 2 usage or unreadable input, 3 some clusters failed or refused a part, 4 all failed. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** All that a command may touch of the process that runs it. */
export interface Surroundings {
  /** Data goes to stdout, everything else to stderr; both take whole lines. */
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Shows a line that the next one replaces and '' removes, where stderr is a terminal; does nothing elsewhere. */
  progress: (line: string) => void;
  stdin: AsyncIterable<Uint8Array>;
  /** `stdin` is true where a person types it; `width` is the columns of their screen, undefined where it does not tell or there is none. */
  terminal: Readonly<{ stdin: boolean; width?: number | undefined }>;
  env: Readonly<Record<string, string | undefined>>;
  workingDirectory: string;
  /** Folder that holds policy.wasm and data.json. */
  policyFolder: URL;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  now: () => Date;
}

/** One verb of `kubectl fleet`: one file, one test, one line in index.ts. */
export interface Command {
  /** All its words, e.g. "policy build". */
  name: string;
  /** One line in the list of commands. */
  summary: string;
  /** What follows the name in the usage line, e.g. "KIND[,KIND...] [NAME...]". */
  parameters: string;
  /** Lines a user can paste, each with a comment of what it shows. */
  examples: readonly { line: string; shows: string }[];
  flags: readonly FlagName[];
  /** What --output takes, the default first. */
  formats?: readonly string[];
  /** Where --output names the file to write instead: the sentence that says so. */
  outputFile?: string;
  run: (parameters: readonly string[], flags: FlagValues, surroundings: Surroundings) => Promise<ExitCode>;
}
