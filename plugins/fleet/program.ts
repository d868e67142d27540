import { readArguments, type CommandLine } from './arguments.ts';
import type { Command, ExitCode, Surroundings } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { fleetErrors } from './errors.ts';
import { commandHelp, programHelp } from './help.ts';
import { nearest } from './suggestion.ts';

/**
 * Runs one command line. `program` is what the user typed to get here, as help shows it.
 * @throws FleetError for what ends the program; the caller prints it
 */
export async function run(words: readonly string[], program: string, surroundings: Surroundings): Promise<ExitCode> {
  const line = readArguments(words);
  if (line.flags.version === true && line.command === '')
    return runCommand(await load('version'), [], line, surroundings);
  const isHelp = line.command === 'help';
  const name = isHelp ? (line.parameters[0] ?? '') : line.command;
  if (name === '') {
    const all = await Promise.all(Object.values(commands).map(one => one()));
    surroundings.stdout(programHelp(program, all));
    return 0;
  }
  const command = await load(name);
  if (isHelp || line.flags.help === true) {
    surroundings.stdout(commandHelp(program, command));
    return 0;
  }
  return runCommand(command, line.parameters, line, surroundings);
}

async function load(name: string): Promise<Command> {
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (found === undefined) throw fleetErrors.commandUnknown(name, nearest(name, Object.keys(commands)));
  return found();
}

function runCommand(
  command: Command,
  parameters: readonly string[],
  { flags, given }: CommandLine,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const stray = given.find(flag => !command.flags.includes(flag));
  if (stray !== undefined) throw fleetErrors.flagNotTaken(`--${stray}`, command.name);
  if (command.parameters === '' && parameters.length > 0)
    throw fleetErrors.parametersUnexpected(command.name, parameters);
  return command.run(parameters, flags, surroundings);
}
