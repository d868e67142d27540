import type { Command } from './commands/command.ts';
import { flags, type FlagName } from './flags.ts';
import { wrap } from './output/wrap.ts';

const screen = 80;

/** Help of the program: its commands in their order. `program` is what the user types, e.g. "kubectl fleet". */
export function programHelp(program: string, commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `Usage: ${program} COMMAND [flags]`,
    '',
    'Asks every cluster of your kubeconfig at once.',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}`),
    '',
    `"${program} COMMAND --help" shows a command's flags and examples.`,
  ].join('\n');
}

/** Help of one command, made from its value and from flags.ts. */
export function commandHelp(program: string, command: Command): string {
  const usage = [program, command.name, command.parameters, '[flags]'].filter(word => word !== '');
  const rows = [...command.flags, 'help' as const].map(name => ({ left: leftOf(name), name }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return [
    `Usage: ${usage.join(' ')}`,
    '',
    ...wrap(command.summary, screen),
    '',
    'Examples:',
    ...command.examples.flatMap(({ line, shows }) => [`  # ${shows}`, `  ${line}`]),
    '',
    'Flags:',
    ...rows.flatMap(({ left, name }) => row(left, sentenceOf(name, command), width)),
  ].join('\n');
}

function leftOf(name: FlagName): string {
  const flag = flags[name];
  const short = 'short' in flag ? `-${flag.short}, ` : '    ';
  if (!('value' in flag)) return `${short}--${name}`;
  return `${short}--${name} ${flag.value}`;
}

function sentenceOf(name: FlagName, { formats = [] }: Command): string {
  const flag = flags[name];
  if (name === 'output') return `${flag.sentence}: ${formats.join(', ')}.`;
  return 'default' in flag ? `${flag.sentence} Default ${flag.default}.` : flag.sentence;
}

function row(left: string, sentence: string, width: number): string[] {
  const indent = width + 5;
  const [first = '', ...rest] = wrap(sentence, screen - indent);
  return [`  ${left.padEnd(width)}   ${first}`, ...rest.map(line => ' '.repeat(indent) + line)];
}
