import type { Command } from './command-line/command.ts';
import type { Flag } from './command-line/flags/flag.ts';
import { helpFlags } from './command-line/flags/program-flags.ts';
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
  const rows = Object.entries({ ...command.flags, ...helpFlags }).map(([name, flag]) => ({
    left: leftOf(name, flag),
    sentence: flag.sentence,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
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
    ...rows.flatMap(({ left, sentence }) => row(left, sentence, width)),
  ].join('\n');
}

function leftOf(name: string, { short, placeholder }: Flag<unknown>): string {
  const shortName = short === undefined ? '    ' : `-${short}, `;
  return [`${shortName}--${name}`, placeholder].filter(part => part !== undefined).join(' ');
}

function row(left: string, sentence: string, width: number): string[] {
  return hanging(`  ${left.padEnd(width)}   `, sentence, usualWidth);
}
