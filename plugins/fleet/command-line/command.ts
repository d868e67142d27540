import type { Environment } from './environment.ts';
import { fleetErrors } from './errors.ts';
import type { ExitCode } from './exit-code.ts';
import { flagValues } from './flag-values.ts';
import type { Flags, FlagsOf } from './flags/flag.ts';
import type { CommandWords, Option } from './words.ts';

/** Rights that a command needs in each cluster, beside those of discovery. */
export interface Access {
  /** Objects that it always reads, as a ClusterRole lists them. */
  rules: readonly { apiGroups: readonly string[]; resources: readonly string[]; verbs: readonly string[] }[];
  /** Verbs that it needs for the kinds that the user names. */
  named?: readonly string[];
  /** The lists of the policy that it reads: those of facts, or those of the health of a cluster. */
  lists?: 'facts' | 'health';
}

/** The words of one command, as help and docs show them. */
interface Described {
  /** All its words, e.g. "policy build". */
  name: string;
  /** One line in the list of commands. */
  summary: string;
  /**
   * The part behind the name in the usage line, e.g. "KIND[,KIND...] [NAME...]"; '' where the
   * command takes no parameters.
   */
  parameters: string;
  /** Rights that it needs in a cluster; absent for a command that asks none. */
  access?: Access;
  /** Lines a user can paste, each with a comment that tells what it shows. */
  examples: readonly { line: string; shows: string }[];
}

/**
 * One command as its folder defines it. `run` can read the flags that the command declares, and no
 * others.
 */
interface Definition<Declared extends Flags> extends Described {
  flags: Declared;
  run: (line: CommandLine<Declared>, environment: Environment) => Promise<ExitCode>;
}

/** A command line as its command reads it. */
export interface CommandLine<Declared extends Flags> {
  /** The words behind the command's name that are no flags, those behind `--` included. */
  parameters: readonly string[];
  flags: FlagsOf<Declared>;
  /**
   * The words behind `--` as they are, for a command that hands them on; undefined where there is
   * no `--`.
   */
  passedThrough: readonly string[] | undefined;
}

/** One command as the program sees it. It reads the words of its line by its own flags. */
export interface Command extends Described {
  flags: Flags;
  /** @throws FleetError about the words, and all that the command itself throws */
  run: (words: CommandWords, environment: Environment) => Promise<ExitCode>;
}

/** Returns the command whose run is typed by exactly the flags that it declares. */
export function defineCommand<Declared extends Flags>(definition: Definition<Declared>): Command {
  const { name, flags } = definition;
  return {
    ...definition,
    run: async ({ parameters: words, passedThrough, options }, environment) => {
      const parameters = words.slice(name.split(' ').length);
      if (definition.parameters === '' && parameters.length > 0) {
        throw fleetErrors.parametersUnexpected(name, parameters);
      }
      for (const note of renamedNotes(options, flags)) environment.stderr(note);
      return definition.run({ parameters, passedThrough, flags: flagValues(options, flags, name) }, environment);
    },
  };
}

/** Returns a note for each flag that is given by its former name. */
function renamedNotes(options: readonly Option[], flags: Flags): string[] {
  const given = new Set(options.map(({ written }) => written));
  return Object.entries(flags).flatMap(([name, { formerName }]) =>
    formerName !== undefined && given.has(`--${formerName}`) ? [`note: --${formerName} is now --${name}`] : [],
  );
}
