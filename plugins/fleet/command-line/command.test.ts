import { Readable } from 'node:stream';
import { expect, expectTypeOf, test } from 'vitest';
import { defineCommand, type CommandLine } from './command.ts';
import type { Environment } from './environment.ts';
import type { connectionFlags } from './flags/connection-flags.ts';
import type { fleetFlags } from './flags/fleet-flags.ts';
import type { Flags, FlagsOf } from './flags/flag.ts';
import { outputFlags } from './flags/output-flags.ts';
import { boolean, count, path } from './flags/value-types.ts';
import { readWords } from './words.ts';

const stderr: string[] = [];
const environment: Environment = {
  stdout: () => undefined,
  stderr: line => void stderr.push(line),
  progress: () => undefined,
  stdin: Readable.from([]),
  terminal: { stdin: false },
  env: {},
  workingDirectory: '/',
  policyFolder: new URL('file:///nowhere/'),
  signal: new AbortController().signal,
  now: () => new Date(0),
};

const logsFlags = {
  follow: boolean({ short: 'f', sentence: 'Go on.' }),
  tail: count({ default: '10', sentence: 'Lines.' }),
};
const applyFlags = { filename: path({ short: 'f', sentence: 'Read.' }), ...outputFlags(['yaml', 'json']) };

/** Returns what a command of these flags reads from its words. */
async function linesOf<Declared extends Flags>(flags: Declared, words: string[]) {
  const lines: CommandLine<Declared>[] = [];
  const command = defineCommand({
    name: 'try',
    summary: '',
    parameters: '[WORD...]',
    examples: [],
    flags,
    run: line => {
      lines.push(line);
      return Promise.resolve(0);
    },
  });
  await command.run(readWords(['try', ...words], flags), environment);
  return lines;
}

test('a letter means what the command says', async () => {
  expect(await linesOf(logsFlags, ['-f', 'web'])).toMatchObject([{ parameters: ['web'], flags: { follow: true } }]);
  expect(await linesOf(applyFlags, ['-f', 'web'])).toMatchObject([{ parameters: [], flags: { filename: 'web' } }]);
});

test('the words behind -- reach the command whole', async () => {
  expect(await linesOf(logsFlags, ['a', '--', 'sh', '-c', 'ls -f', '--', '-f'])).toEqual([
    {
      parameters: ['a', 'sh', '-c', 'ls -f', '--', '-f'],
      passedThrough: ['sh', '-c', 'ls -f', '--', '-f'],
      flags: { follow: false, tail: 10 },
    },
  ]);
  expect(await linesOf(logsFlags, ['a', '--'])).toMatchObject([{ parameters: ['a'], passedThrough: [] }]);
  expect(await linesOf(logsFlags, ['a'])).toMatchObject([{ passedThrough: undefined }]);
});

test('the first format is the default, and one that there is not is refused', async () => {
  expect(await linesOf(applyFlags, [])).toMatchObject([{ flags: { output: 'yaml' } }]);
  await expect(linesOf(applyFlags, ['-o', 'table'])).rejects.toThrow(
    expect.objectContaining({ message: 'unknown output format "table": use yaml, json', helpOf: 'try', exitCode: 2 }),
  );
});

test('a former name still works, and one note names the new one', async () => {
  const flags = { gitops: boolean({ formerName: 'follow', sentence: 'Render.' }), tail: logsFlags.tail };
  stderr.length = 0;
  expect(await linesOf(flags, ['--follow', 'a', '--follow'])).toMatchObject([{ flags: { gitops: true } }]);
  expect(stderr).toEqual(['note: --follow is now --gitops']);
  stderr.length = 0;
  expect(await linesOf(flags, ['--gitops', 'a'])).toMatchObject([{ flags: { gitops: true } }]);
  expect(stderr).toEqual([]);
});

test('a name of today is no former name of another flag', async () => {
  const flags = { ...logsFlags, gitops: boolean({ formerName: 'follow', sentence: 'Render.' }) };
  expect(await linesOf(flags, ['--follow'])).toMatchObject([{ flags: { follow: true, gitops: false } }]);
});

test('a value is read strictly', async () => {
  await expect(linesOf(logsFlags, ['--tail', '1e3'])).rejects.toThrow('--tail 1e3: expected a number from 1 up');
});

test('a command reads the flags that it declares, typed, and no others: the compiler checks it', () => {
  expectTypeOf<FlagsOf<typeof connectionFlags>>().toMatchObjectType<{
    readonly server: string | undefined;
    readonly 'as-group': readonly string[];
    readonly 'request-timeout': number;
    readonly v: number;
  }>();
  expectTypeOf<FlagsOf<typeof fleetFlags>>().not.toHaveProperty('namespace');
});
