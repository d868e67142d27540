import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { Environment } from './command-line/environment.ts';
import { run } from './program.ts';

/** Runs a command line where nobody has a kubeconfig. */
async function runLine(line: string): Promise<{ exitCode: number; stdout: string }> {
  const stdout: string[] = [];
  const environment: Environment = {
    stdout: text => void stdout.push(text),
    stderr: () => undefined,
    progress: () => undefined,
    stdin: Readable.from([]),
    terminal: { stdin: false },
    env: { HOME: '/nowhere' },
    workingDirectory: '/',
    policyFolder: new URL('file:///nowhere/'),
    signal: new AbortController().signal,
    now: () => new Date('2026-01-31T12:00:00Z'),
  };
  const exitCode = await run(line.split(' ').filter(Boolean), 'kubectl fleet', environment);
  return { exitCode, stdout: stdout.join('\n') };
}

test.each(['', '-h', '--help', 'help'])('"%s" shows the commands', async line => {
  const { exitCode, stdout } = await runLine(line);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n')[0]).toBe('Usage: kubectl fleet COMMAND [flags]');
});

test.each(['get -h', 'get pods --help', 'help get', '-h get', 'get --timeout soon -h', '-A help get'])(
  '"%s" shows help of get',
  async line => {
    const { stdout } = await runLine(line);
    expect(stdout.split('\n')[0]).toBe('Usage: kubectl fleet get KIND[,KIND...] [NAME...] | KIND/NAME... [flags]');
  },
);

test.each(['policy', 'policy -h', 'help policy'])('"%s" shows the commands of the group', async line => {
  const { exitCode, stdout } = await runLine(line);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n')[0]).toBe('Usage: kubectl fleet policy COMMAND [flags]');
});

test.each(['policy build -h', 'policy build rules --help', 'help policy build'])('"%s" shows its help', async line => {
  const { stdout } = await runLine(line);
  expect(stdout.split('\n')[0]).toBe('Usage: kubectl fleet policy build DIR [flags]');
});

test.each(['version', '--version'])('"%s" prints the version of the package', async line => {
  expect(await runLine(line)).toEqual({ exitCode: 0, stdout: manifest.version });
});

test.each([
  { line: 'gte', message: 'unknown command "gte"; did you mean get?', helpOf: '' },
  { line: 'constructor', message: 'unknown command "constructor"', helpOf: '' },
  { line: 'polici build', message: 'unknown command "polici"; did you mean policy?', helpOf: '' },
  { line: 'policy biuld x', message: 'unknown command "policy biuld"; did you mean policy build?', helpOf: 'policy' },
  { line: 'get --contex a', message: 'unknown flag --contex; did you mean --context?', helpOf: 'get' },
  { line: 'get --zzz', message: 'unknown flag --zzz', helpOf: 'get' },
  { line: 'get -y', message: 'unknown flag -y', helpOf: 'get' },
  { line: '--zzz', message: 'unknown flag --zzz', helpOf: '' },
  { line: 'get -o', message: '-o needs a value: -o FORMAT', helpOf: 'get' },
  { line: 'policy build -o', message: '-o needs a value: -o FILE', helpOf: 'policy build' },
  { line: 'get --no-headers=no', message: '--no-headers no: expected true or false' },
  { line: '-n shop lint a.yaml', message: 'lint does not take --namespace', helpOf: 'lint' },
  { line: 'lint -nshop a.yaml', message: 'lint does not take --namespace', helpOf: 'lint' },
  { line: 'lint a --fail-on constructor', message: '--fail-on constructor: expected deny, warn, audit or never' },
  { line: 'get --vmodule jane', message: 'unknown flag --vmodule', helpOf: 'get' },
  {
    line: 'lint --clusterfacts eu-1',
    message: 'unknown flag --clusterfacts; did you mean --cluster-facts?',
    helpOf: 'lint',
  },
  {
    line: 'lint --kube-version 1.36 .',
    message: 'unknown flag --kube-version; did you mean --target-version?',
    helpOf: 'lint',
  },
  { line: 'policy --bundel x', message: 'unknown flag --bundel; did you mean --bundle?', helpOf: 'policy' },
  { line: 'policy build', message: 'policy build needs DIR: the folder of your rules', helpOf: 'policy build' },
  { line: 'policy test a b', message: 'policy test does not take "b"', helpOf: 'policy test' },
  { line: 'policy test a -A', message: 'policy test does not take --all-namespaces', helpOf: 'policy test' },
  { line: 'lint a.yaml -A', message: 'lint does not take --all-namespaces', helpOf: 'lint' },
  { line: 'clusters eu-1', message: 'clusters does not take "eu-1"', helpOf: 'clusters' },
  { line: 'get', message: 'get needs a KIND, e.g. pods or deployments.apps', helpOf: 'get' },
  {
    line: 'facts -o jsn',
    message: 'unknown output format "jsn": use yaml, json',
    helpOf: 'facts',
  },
  { line: 'get pods --timeout soon', message: '--timeout soon: expected a duration such as 10s, 1m30s or 0' },
  { line: 'get pods --parallel 0', message: '--parallel 0: expected a number from 1 up' },
  {
    line: 'clusters',
    message:
      'no clusters: there is no ~/.kube/config. Set KUBECONFIG to your kubeconfig files (a:b:c), or name one with --kubeconfig FILE.',
  },
])('"$line" is refused', async ({ line, message, helpOf }) => {
  await expect(runLine(line)).rejects.toThrow(expect.objectContaining({ message, helpOf, exitCode: 2 }));
});
