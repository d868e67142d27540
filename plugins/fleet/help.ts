import type { Command } from './command-line/command.ts';
import { isConnectionFlag } from './command-line/flags/connection-flags.ts';
import { helpFlags } from './command-line/flags/program-flags.ts';
import { flagRows, row } from './output/flag-rows.ts';
import { hanging, usualWidth, wrap } from './output/wrap.ts';

/**
 * Returns the help of the program: its commands in their order.
 * @param program the words that the user types, e.g. "kubectl fleet"
 */
export function programHelp(program: string, commands: readonly Command[]): string {
  return listHelp(program, 'Asks every cluster of your kubeconfig at once.', commands);
}

/** Returns the help of a group: the commands that share their first word, below their purpose. */
export function groupHelp(program: string, group: string, purpose: string, commands: readonly Command[]): string {
  const members = commands.filter(({ name }) => name.startsWith(`${group} `));
  return listHelp(
    `${program} ${group}`,
    purpose,
    members.map(command => ({ ...command, name: command.name.slice(group.length + 1) })),
  );
}

function listHelp(program: string, purpose: string, commands: readonly Pick<Command, 'name' | 'summary'>[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `Usage: ${program} COMMAND [flags]`,
    '',
    purpose,
    '',
    'Commands:',
    ...commands.flatMap(({ name, summary }) => row(name, summary, width)),
    '',
    ...wrap(`"${program} COMMAND --help" shows a command's flags and examples.`, usualWidth),
  ].join('\n');
}

/** Returns the help of one command, made of its definition. */
export function commandHelp(program: string, command: Command): string {
  const usage = [command.parameters, '[flags]'].filter(word => word !== '');
  const all = Object.entries({ ...command.flags, ...helpFlags });
  const own = all.filter(([name, flag]) => !isConnectionFlag(name, flag));
  return [
    // A second line begins below the first parameter.
    ...hanging(`Usage: ${program} ${command.name} `, usage.join(' '), usualWidth),
    '',
    ...wrap(command.summary, usualWidth),
    '',
    'Examples:',
    ...command.examples.flatMap(({ line, shows }) => [`  # ${shows}`, `  ${line}`]),
    '',
    'Flags:',
    ...flagRows(Object.fromEntries(own)),
    ...(own.length === all.length ? [] : ['', `"${program} options" lists the flags for connections and logins.`]),
  ].join('\n');
}
