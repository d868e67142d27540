import type { Command } from './command-line/command.ts';
import type { Flag } from './command-line/flags/flag.ts';
import { helpFlags } from './command-line/flags/program-flags.ts';
import { wrap } from './output/wrap.ts';

const screen = 80;

/** Help of the program: its commands in their order. `program` is what the user types, e.g. "kubectl fleet". */
export function programHelp(program: string, commands: readonly Command[]): string {
  return listHelp(program, 'Asks every cluster of your kubeconfig at once.', commands);
}

/** Help of the commands that share their first word; `purpose` is what they are for. */
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
    ...wrap(`"${program} COMMAND --help" shows a command's flags and examples.`, screen),
  ].join('\n');
}

/** Help of one command, made from its value and its flags. */
export function commandHelp(program: string, command: Command): string {
  const usage = [program, command.name, command.parameters, '[flags]'].filter(word => word !== '');
  const rows = Object.entries({ ...command.flags, ...helpFlags }).map(([name, flag]) => ({
    left: leftOf(name, flag),
    sentence: flag.sentence,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return [
    ...usageLines(usage),
    '',
    ...wrap(command.summary, screen),
    '',
    'Examples:',
    ...command.examples.flatMap(({ line, shows }) => [`  # ${shows}`, `  ${line}`]),
    '',
    'Flags:',
    ...rows.flatMap(({ left, sentence }) => row(left, sentence, width)),
  ].join('\n');
}

/** The usage line, broken between words; a second line begins below the first parameter. */
function usageLines([program = '', name = '', ...rest]: readonly string[]): string[] {
  const start = `Usage: ${program} ${name} `;
  const lines = wrap(rest.join(' '), screen - start.length);
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(start.length)) + line);
}

function leftOf(name: string, { short, placeholder }: Flag<unknown>): string {
  const shortName = short === undefined ? '    ' : `-${short}, `;
  return [`${shortName}--${name}`, placeholder].filter(part => part !== undefined).join(' ');
}

function row(left: string, sentence: string, width: number): string[] {
  const indent = width + 5;
  const [first = '', ...rest] = wrap(sentence, screen - indent);
  return [`  ${left.padEnd(width)}   ${first}`, ...rest.map(line => ' '.repeat(indent) + line)];
}
