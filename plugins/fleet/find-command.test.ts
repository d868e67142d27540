import { expect, test } from 'vitest';
import { flagValues } from './command-line/flag-values.ts';
import { readWords } from './command-line/words.ts';
import { findCommand } from './find-command.ts';

/** Reads a line by the flags of the command that it names. */
async function readLine(line: string) {
  const words = line.split(' ').filter(word => word !== '');
  const command = await findCommand(words);
  if (command === undefined) return { command: '' };
  const { parameters, options } = readWords(words, command.flags);
  const flags = flagValues(options, command.flags, command.name);
  return { command: command.name, parameters: parameters.slice(command.name.split(' ').length), flags };
}

test.each([
  { line: 'clusters', command: 'clusters', parameters: [], flags: { timeout: 10_000, parallel: 64 } },
  { line: 'get pods cart', command: 'get', parameters: ['pods', 'cart'], flags: { 'all-namespaces': false } },
  {
    line: '-A get -n shop pods',
    command: 'get',
    parameters: ['pods'],
    flags: { 'all-namespaces': true, namespace: 'shop' },
  },
  { line: '-n shop get pods', command: 'get', parameters: ['pods'], flags: { namespace: 'shop' } },
  { line: '-n get get pods', command: 'get', parameters: ['pods'], flags: { namespace: 'get' } },
  { line: 'get -n clusters pods', command: 'get', parameters: ['pods'], flags: { namespace: 'clusters' } },
  { line: 'get -o json', command: 'get', parameters: [], flags: { output: { format: 'json' } } },
  { line: 'get -ojson', command: 'get', parameters: [], flags: { output: { format: 'json' } } },
  { line: 'get -o=json', command: 'get', parameters: [], flags: { output: { format: 'json' } } },
  { line: 'get --output=json', command: 'get', parameters: [], flags: { output: { format: 'json' } } },
  {
    line: 'get -Aoname',
    command: 'get',
    parameters: [],
    flags: { 'all-namespaces': true, output: { format: 'name' } },
  },
  { line: 'get -C a,b -C !c', command: 'get', parameters: [], flags: { clusters: ['a', 'b', '!c'] } },
  { line: 'get -l -x', command: 'get', parameters: [], flags: { selector: '-x' } },
  { line: 'get -l a=b=c', command: 'get', parameters: [], flags: { selector: 'a=b=c' } },
  { line: 'get --selector=', command: 'get', parameters: [], flags: { selector: '' } },
  { line: 'get --no-headers=true', command: 'get', parameters: [], flags: { 'no-headers': true } },
  { line: 'get --no-headers=false', command: 'get', parameters: [], flags: { 'no-headers': false } },
  { line: 'get -- -A', command: 'get', parameters: ['-A'], flags: { 'all-namespaces': false } },
  { line: 'clusters --timeout 1m', command: 'clusters', parameters: [], flags: { timeout: 60_000 } },
  { line: 'policy -o x build rules', command: 'policy build', parameters: ['rules'], flags: { output: 'x' } },
  { line: '-o x policy build rules', command: 'policy build', parameters: ['rules'], flags: { output: 'x' } },
  { line: 'get -o json lint', command: 'get', parameters: ['lint'], flags: { output: { format: 'json' } } },
  { line: '--bundle lint explain mark', command: 'explain', parameters: ['mark'], flags: { bundle: 'lint' } },
])('"$line"', async ({ line, command, parameters, flags }) => {
  expect(await readLine(line)).toMatchObject({ command, parameters, flags });
});

test('a flag of another command stands before the words of a command', async () => {
  const command = await findCommand(['-n', 'shop', 'lint', 'a.yaml']);
  expect(command?.name).toBe('lint');
});

test.each(['', '-h', 'help get', 'policy', 'gte pods', '-n get', 'constructor', '--version=false'])(
  '"%s" names no command to run',
  async line => {
    expect(await readLine(line)).toEqual({ command: '' });
  },
);

test.each(['--version', '--version=true', '-A --version'])('"%s" stands for version', async line => {
  const command = await findCommand(line.split(' '));
  expect(command?.name).toBe('version');
});
