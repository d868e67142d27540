import { readArguments, type CommandLine } from './command-line/arguments.ts';
import type { Command } from './command-line/command.ts';
import type { ExitCode } from './command-line/exit-code.ts';
import type { Environment } from './command-line/environment.ts';
import { commands, groups } from './commands/index.ts';
import { FleetError, fleetErrors } from './command-line/errors.ts';
import { commandHelp, groupHelp, programHelp } from './help.ts';
import { nearest } from './command-line/suggestion.ts';

const names = Object.keys(commands);

/**
 * Runs one command line. `program` is what the user typed to get here, as help shows it.
 * @throws FleetError for what ends the program; the caller prints it
 */
export async function run(words: readonly string[], program: string, environment: Environment): Promise<ExitCode> {
  const line = await readLine(words);
  const isHelp = line.command === 'help';
  const asked = wordsOf(line, isHelp);
  const name = names.find(known => known.split(' ').every((word, index) => word === asked[index]));
  const command = await (name === undefined ? undefined : commands[name]?.());
  if (command === undefined) {
    environment.stdout(await listing(program, asked));
    return 0;
  }
  if (isHelp || line.flags.help === true) {
    environment.stdout(commandHelp(program, command));
    return 0;
  }
  return runCommand(command, asked.slice(command.name.split(' ').length), line, environment);
}

/** The command line. What is suggested in place of an unknown flag is one that the command takes. */
async function readLine(words: readonly string[]): Promise<CommandLine> {
  try {
    return readArguments(words);
  } catch (error) {
    const isFlag = error instanceof FleetError && error.code === 'FLAG_UNKNOWN';
    const command = isFlag ? await commands[error.helpOf ?? '']?.() : undefined;
    if (command === undefined) throw error;
    return readArguments(words, command.flags);
  }
}

/** The words that name a command, and its parameters. */
function wordsOf({ command, parameters, flags }: CommandLine, isHelp: boolean): readonly string[] {
  if (isHelp) return parameters;
  if (command !== '') return [command, ...parameters];
  return flags.version === true ? ['version'] : [];
}

/**
 * Help for who named no command: all of them, or those of a group.
 * @throws FleetError COMMAND_UNKNOWN
 */
async function listing(program: string, [first, second]: readonly string[]): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(load => load()));
  if (first === undefined) return programHelp(program, all);
  const purpose = Object.hasOwn(groups, first) ? groups[first] : undefined;
  if (purpose === undefined) {
    const verbs = [...new Set(names.map(name => name.replace(/ .*/, '')))];
    throw fleetErrors.commandUnknown(first, nearest(first, verbs));
  }
  if (second === undefined) return groupHelp(program, first, purpose, all);
  const wrong = `${first} ${second}`;
  throw fleetErrors.commandUnknown(wrong, nearest(wrong, names), first);
}

function runCommand(
  command: Command,
  parameters: readonly string[],
  { flags, given }: CommandLine,
  environment: Environment,
): Promise<ExitCode> {
  const stray = given.find(flag => !command.flags.includes(flag));
  if (stray !== undefined) throw fleetErrors.flagNotTaken(`--${stray}`, command.name);
  if (command.parameters === '' && parameters.length > 0)
    throw fleetErrors.parametersUnexpected(command.name, parameters);
  return command.run(parameters, flags, environment);
}
