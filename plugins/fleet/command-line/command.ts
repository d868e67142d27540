import type { Environment } from './environment.ts';
import type { ExitCode } from './exit-code.ts';
import type { FlagName, FlagValues } from './flags.ts';

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
  run: (parameters: readonly string[], flags: FlagValues, environment: Environment) => Promise<ExitCode>;
}
