import { parseArgs } from 'node:util';
import { fleetErrors } from './errors.ts';
import { flags, type FlagName, type FlagValues } from './flags.ts';
import { nearest } from './suggestion.ts';

/** What a command line says, before anything is looked up: `kubectl fleet COMMAND PARAMETERS... FLAGS...` in any order. */
export interface CommandLine {
  /** '' where the user named none. */
  command: string;
  parameters: readonly string[];
  flags: FlagValues;
  /** The flags that the user wrote, without defaults. */
  given: readonly FlagName[];
}

/**
 * Reads flags as kubectl does: a flag takes the next word whatever it looks like, and `-o json`, `-ojson`, `-o=json` are one.
 * @param taken flags to suggest in place of one that there is not
 * @throws FleetError FLAG_UNKNOWN, FLAG_WITHOUT_VALUE, FLAG_INVALID
 */
export function readArguments(words: readonly string[], taken: readonly FlagName[] = flagNames): CommandLine {
  const { tokens } = parseArgs({ args: [...words], options: flags, strict: false, tokens: true });
  const positionals = tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : []));
  const [command = '', ...parameters] = positionals;
  const options = tokens.flatMap(token => (token.kind === 'option' ? [token] : []));
  const given = options.map(option => {
    const name = known(option, command, taken);
    return { name, text: text(option, name, command) };
  });
  // A second, strict pass over one spelling gives the values their types.
  const { values } = parseArgs({ args: given.map(({ text }) => text).filter(text => text !== ''), options: flags });
  return { command, parameters, flags: values, given: given.map(({ name }) => name) };
}

const flagNames = Object.keys(flags).filter(isFlag);

interface Option {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(flags, name);
}

/** Flags of this program by the names that other programs have for them. */
const ofOthers: Readonly<Record<string, FlagName>> = {
  'kube-version': 'target-version',
  'kubernetes-version': 'target-version',
  'k8s-version': 'target-version',
  'request-timeout': 'timeout',
  set: 'values',
};

function known({ name, rawName }: Option, command: string, taken: readonly FlagName[]): FlagName {
  if (isFlag(name)) return name;
  const meant = Object.hasOwn(ofOthers, name) ? ofOthers[name] : undefined;
  const long = meant !== undefined && taken.includes(meant) ? meant : nearest(name, taken);
  throw fleetErrors.flagUnknown(
    rawName,
    rawName.startsWith('--') && long !== undefined ? `--${long}` : undefined,
    command,
  );
}

/** The option as the strict pass reads it; '' for a boolean that is switched off. */
function text(option: Option, name: FlagName, command: string): string {
  const flag = flags[name];
  if (flag.type === 'boolean') {
    if (option.value === undefined || option.value === 'true') return `--${name}`;
    if (option.value === 'false') return '';
    throw fleetErrors.flagInvalid(name, option.value, 'true or false');
  }
  if (option.value === undefined) throw fleetErrors.flagWithoutValue(option.rawName, flag.value, command);
  const isShort = !option.rawName.startsWith('--');
  return `--${name}=${isShort && option.inlineValue === true ? option.value.replace(/^=/, '') : option.value}`;
}
