import { expect, test } from 'vitest';
import { devNull } from 'node:os';
import { outputOf, withoutCluster } from './program.ts';

const environment = {
  env: { PATH: process.env['PATH'], NAME: 'value' },
  workingDirectory: '/',
  signal: new AbortController().signal,
};

/** Runs JavaScript as a program. */
function run(script: string, options = {}, signal = environment.signal): Promise<string> {
  return outputOf(process.execPath, ['-e', script], { ...environment, signal }, options);
}

function failure(why: string): Error {
  return new Error(`${process.execPath} -e: ${why}`);
}

test('the output is what the program prints, with its environment, folder and input', async () => {
  const script = `process.stdin.on('data', text => process.stdout.write([process.env.NAME, process.cwd(), text].join(' ')))`;
  expect(await run(script, { input: 'input' })).toBe('value / input');
});

test('words are no shell, and input that nobody reads does no harm', async () => {
  expect(await outputOf('echo', ['$(whoami)', '; ls', "'"], environment)).toBe("$(whoami) ; ls '\n");
  expect(await run('', { input: 'x'.repeat(2 ** 20) })).toBe('');
});

test.each([
  ['a line of a log\nError: no such file\n', 'no such file'],
  ['first\nlast\n', 'first\nlast'],
])('of %j the reason is told', async (stderr, reason) => {
  const script = `process.stderr.write(${JSON.stringify(stderr)}); process.exitCode = 1`;
  await expect(run(script)).rejects.toThrow(failure(reason));
});

test('a program that is not there, does not end or does not stop to print is named', async () => {
  await expect(outputOf('no-such-program', ['render'], environment)).rejects.toThrow(
    new Error('no-such-program render: there is no such program on PATH'),
  );
  await expect(run('setInterval(() => undefined, 1000)', { seconds: 0.2 })).rejects.toThrow(
    failure('it took longer than 0.2 s'),
  );
  await expect(outputOf('yes', ['text'], environment)).rejects.toThrow(
    new Error('yes text: it prints more than 32 MiB'),
  );
});

test('Ctrl-C ends it', async () => {
  const interrupt = new AbortController();
  const running = run('setInterval(() => undefined, 1000)', {}, interrupt.signal);
  interrupt.abort();
  await expect(running).rejects.toThrow(failure('interrupted'));
});

test('a program that makes manifests finds no cluster, whichever way it looks for one', () => {
  const env = {
    PATH: '/bin',
    HELM_NAMESPACE: 'shop',
    KUBECONFIG: '/home/user/.kube/config',
    HELM_KUBEAPISERVER: 'https://10.0.0.1',
    HELM_KUBETOKEN: 'token',
    HELM_PLUGINS: '/home/user/plugins',
    KUBERNETES_SERVICE_HOST: '10.0.0.1',
  };
  const signal = new AbortController().signal;
  expect(withoutCluster({ env, workingDirectory: '/', signal })).toEqual({
    env: { PATH: '/bin', HELM_NAMESPACE: 'shop', KUBECONFIG: devNull, HELM_PLUGINS: devNull },
    workingDirectory: '/',
    signal,
  });
});
