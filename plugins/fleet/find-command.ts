import type { Command } from './command-line/command.ts';
import { flagValues } from './command-line/flag-values.ts';
import type { Flags } from './command-line/flags/flag.ts';
import { helpFlags, versionFlags } from './command-line/flags/program-flags.ts';
import { readWords } from './command-line/words.ts';
import { commands } from './commands/index.ts';

const names = Object.keys(commands);

/**
 * Returns the command that a line names, undefined where it names none. Flags may stand before the
 * command's words and between them, so a command is found where its own flags leave its name as the
 * first parameters. Only the commands whose words are in the line are loaded, and all of them where
 * that finds none: then the line has flags of other commands.
 */
export async function findCommand(words: readonly string[]): Promise<Command | undefined> {
  const candidates = names
    .filter(name => name.split(' ').every(word => words.includes(word)))
    .sort((a, b) => placeOf(a, words) - placeOf(b, words));
  const found = await firstNamed(candidates, words, {});
  if (found !== undefined) return found;
  const flags = await allFlags();
  return (
    (await firstNamed(candidates, words, flags)) ?? (asksVersion(words, flags) ? commandNamed(['version']) : undefined)
  );
}

/** Returns the command whose name the parameters begin with. */
export async function commandNamed(parameters: readonly string[]): Promise<Command | undefined> {
  return commands[names.find(name => isNamed(name, parameters)) ?? '']?.();
}

/** Loads every command, in the order of help. */
export function allCommands(): Promise<Command[]> {
  return Promise.all(Object.values(commands).map(load => load()));
}

/**
 * Returns the flags of all commands. A flag that several commands have in different ways is that of
 * one of them.
 */
export async function allFlags(): Promise<Flags> {
  const all = (await allCommands()).flatMap(({ flags }) => Object.entries(flags));
  return { ...Object.fromEntries(all), ...helpFlags };
}

/** Returns the flags of a command before those of others, so that its short names win. */
export function withOthers(own: Flags, others: Flags): Flags {
  return { ...own, ...helpFlags, ...others, ...own };
}

async function firstNamed(
  candidates: readonly string[],
  words: readonly string[],
  others: Flags,
): Promise<Command | undefined> {
  for (const name of candidates) {
    const command = await commands[name]?.();
    if (command === undefined) continue;
    if (isNamed(name, readWords(words, withOthers(command.flags, others)).parameters)) return command;
  }
  return undefined;
}

function isNamed(name: string, parameters: readonly string[]): boolean {
  return name.split(' ').every((word, index) => word === parameters[index]);
}

function placeOf(name: string, words: readonly string[]): number {
  return words.indexOf(name.replace(/ .*/, ''));
}

function asksVersion(words: readonly string[], flags: Flags): boolean {
  const { parameters, options } = readWords(words, flags);
  return parameters.length === 0 && flagValues(options, versionFlags, '').version;
}
