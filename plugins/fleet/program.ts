import type { Command } from './command-line/command.ts';
import type { Environment } from './command-line/environment.ts';
import { fleetErrors } from './command-line/errors.ts';
import type { ExitCode } from './command-line/exit-code.ts';
import { checkOptions } from './command-line/check-options.ts';
import { flagValues } from './command-line/flag-values.ts';
import { helpFlags } from './command-line/flags/program-flags.ts';
import { readWords, type CommandWords } from './command-line/words.ts';
import { nearest } from './command-line/suggestion.ts';
import { commands, groups } from './commands/index.ts';
import { allCommands, allFlags, commandNamed, findCommand, withOthers } from './find-command.ts';
import { commandHelp, groupHelp, programHelp } from './help.ts';

/**
 * Runs one command line. `program` is what the user typed to get here, as help shows it.
 * @throws FleetError for what ends the program; the caller prints it
 */
export async function run(words: readonly string[], program: string, environment: Environment): Promise<ExitCode> {
  const command = await findCommand(words);
  if (command === undefined) {
    environment.stdout(await helpWithoutCommand(words, program));
    return 0;
  }
  const line = await readLine(words, command);
  if (flagValues(line.options, helpFlags, command.name).help) {
    environment.stdout(commandHelp(program, command));
    return 0;
  }
  const own = { ...command.flags, ...helpFlags };
  const foreign = line.options.flatMap(({ name = '' }) => (Object.hasOwn(own, name) ? [] : [name]))[0];
  if (foreign !== undefined) throw fleetErrors.flagNotTaken(`--${foreign}`, command.name);
  return command.run(line, environment);
}

/**
 * Reads a line by the flags of its command. Other commands are asked only about a flag that it does
 * not have.
 * @throws FleetError FLAG_UNKNOWN, FLAG_WITHOUT_VALUE, FLAG_INVALID
 */
async function readLine(words: readonly string[], { name, flags: own }: Command): Promise<CommandWords> {
  let flags = withOthers(own, {});
  let line = readWords(words, flags);
  if (line.options.some(option => option.name === undefined)) {
    flags = withOthers(own, await allFlags());
    line = readWords(words, flags);
  }
  checkOptions(line.options, flags, Object.keys(own), name);
  return line;
}

/**
 * Returns help for a line that names no command to run: of the program, of a group, or of the
 * command behind "help".
 * @throws FleetError COMMAND_UNKNOWN, FLAG_UNKNOWN, FLAG_WITHOUT_VALUE, FLAG_INVALID
 */
async function helpWithoutCommand(words: readonly string[], program: string): Promise<string> {
  const flags = await allFlags();
  const { parameters, options } = readWords(words, flags);
  const [first = '', ...others] = parameters;
  checkOptions(options, flags, Object.keys(flags), first);
  const asked = first === 'help' ? others : parameters;
  const command = await commandNamed(asked);
  return command === undefined ? listHelp(program, asked) : commandHelp(program, command);
}

/**
 * Returns the list of all commands, or of those of a group.
 * @throws FleetError COMMAND_UNKNOWN
 */
async function listHelp(program: string, [first, second]: readonly string[]): Promise<string> {
  const all = await allCommands();
  if (first === undefined) return programHelp(program, all);
  const names = Object.keys(commands);
  const purpose = Object.hasOwn(groups, first) ? groups[first] : undefined;
  if (purpose === undefined) {
    const verbs = [...new Set(names.map(name => name.replace(/ .*/, '')))];
    throw fleetErrors.commandUnknown(first, nearest(first, verbs));
  }
  if (second === undefined) return groupHelp(program, first, purpose, all);
  const wrong = `${first} ${second}`;
  throw fleetErrors.commandUnknown(wrong, nearest(wrong, names), first);
}
