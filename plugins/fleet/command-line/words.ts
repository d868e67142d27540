import { parseArgs } from 'node:util';
import type { Flags } from './flags/flag.ts';

/** The words of a command line by their kind. */
export interface CommandWords {
  /** The words that are no flags, those behind `--` included. */
  parameters: readonly string[];
  /** The words behind `--` as they are; undefined where there is no `--`. */
  passedThrough: readonly string[] | undefined;
  options: readonly Option[];
}

/** One flag as the user gave it. */
export interface Option {
  /** With dashes, e.g. -o or --output. */
  written: string;
  /** The name by which it is declared, without dashes; undefined where no flag has this name. */
  name: string | undefined;
  /** Its value; undefined where it has none. */
  text: string | undefined;
}

/**
 * Splits a command line as kubectl does. A flag takes the next word, whatever it looks like. The
 * forms `-o json`, `-ojson` and `-o=json` are the same.
 * @param flags the flags that the line may hold; any other word that begins with a dash becomes an
 *   option without a name
 */
export function readWords(words: readonly string[], flags: Flags): CommandWords {
  const names = new Map([...formerNames(flags), ...Object.keys(flags).map(name => [name, name] as const)]);
  const { tokens } = parseArgs({ args: [...words], options: optionsOf(flags), strict: false, tokens: true });
  const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index;
  return {
    parameters: tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : [])),
    passedThrough: end === undefined ? undefined : words.slice(end + 1),
    options: tokens.flatMap(token => {
      if (token.kind !== 'option') return [];
      const { rawName, name, value, inlineValue } = token;
      const isShort = !rawName.startsWith('--');
      const text = isShort && inlineValue === true ? value.replace(/^=/, '') : value;
      return [{ written: rawName, name: names.get(name), text }];
    }),
  };
}

/** Returns the former names with the names of today. */
function formerNames(flags: Flags): (readonly [string, string])[] {
  return Object.entries(flags).flatMap(([name, { formerName }]) =>
    formerName === undefined ? [] : [[formerName, name] as const],
  );
}

/**
 * Returns the flags as node:util takes them. A name of today wins over the former name of another
 * flag.
 */
function optionsOf(flags: Flags): Record<string, { type: 'string' | 'boolean'; short?: string }> {
  const typeOf = (name: string) => (flags[name]?.placeholder === undefined ? 'boolean' : 'string');
  return {
    ...Object.fromEntries(formerNames(flags).map(([former, name]) => [former, { type: typeOf(name) }])),
    ...Object.fromEntries(
      Object.entries(flags).map(([name, { short }]) => [
        name,
        { type: typeOf(name), ...(short !== undefined && { short }) },
      ]),
    ),
  };
}
