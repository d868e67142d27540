import { expect, test } from 'vitest';
import { callPlugin } from './exec-plugin.ts';
import type { ClusterEntry, ExecEntry } from './kubeconfig-schema.ts';

const apiVersion = 'client.authentication.k8s.io/v1';

/** Calls a shell script as a credential plugin, with the changes made to its entry. */
async function call(
  script: string,
  { exec = {}, cluster = {}, signal }: { exec?: Partial<ExecEntry>; cluster?: ClusterEntry; signal?: AbortSignal } = {},
) {
  const entry: ExecEntry = { apiVersion, command: 'sh', args: ['-c', script], interactiveMode: 'Never', ...exec };
  const said: string[] = [];
  const surroundings = {
    env: { PATH: process.env['PATH'], FROM_ABOVE: 'yes' },
    workingDirectory: '/',
    stderr: (line: string) => void said.push(line),
    terminal: { stdin: false },
  };
  const connection = {
    server: new URL('https://eu:6443'),
    cluster,
    user: { exec: entry },
    names: { cluster: 'eu', user: 'ann' },
  };
  const answer = callPlugin(connection, entry, surroundings, signal ?? new AbortController().signal);
  return { credentials: await answer, said };
}

/** Shell that prints an ExecCredential. */
const print = (status: string, version = apiVersion) =>
  `printf '%s' '{"apiVersion": "${version}", "kind": "ExecCredential", "status": ${status}}'`;

test('a token or a certificate is what a plugin answers', async () => {
  expect((await call(print('{"token": "t"}'))).credentials).toEqual({ token: 't' });
  const pair = { clientCertificateData: 'c', clientKeyData: 'k' };
  expect((await call(print(JSON.stringify(pair)))).credentials).toEqual(pair);
});

test('a plugin has the environment and the variables of its entry, and is told not to ask anybody', async () => {
  const script = `printf '{"apiVersion": "${apiVersion}", "kind": "ExecCredential", "status": {"token": "%s"}}' "$(
    printf '%s' "$FROM_ABOVE $MINE $KUBERNETES_EXEC_INFO" | base64 -w0)"`;
  const { credentials } = await call(script, {
    exec: { env: [{ name: 'MINE', value: 'too' }], interactiveMode: 'IfAvailable' },
  });
  const info = JSON.stringify({ kind: 'ExecCredential', apiVersion, spec: { interactive: false } });
  expect(Buffer.from(credentials.token ?? '', 'base64').toString()).toBe(`yes too ${info}`);
});

test('a plugin that wants to know the cluster is told, with what the kubeconfig holds for it', async () => {
  const script = `printf '{"apiVersion": "${apiVersion}", "kind": "ExecCredential", "status": {"token": "%s"}}' "$(
    printf '%s' "$KUBERNETES_EXEC_INFO" | base64 -w0)"`;
  const { credentials } = await call(script, {
    exec: { provideClusterInfo: true },
    cluster: {
      server: 'https://eu:6443',
      'certificate-authority-data': 'Q0E=',
      extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'eu' } }],
    },
  });
  const info: unknown = JSON.parse(Buffer.from(credentials.token ?? '', 'base64').toString());
  expect(info).toEqual({
    kind: 'ExecCredential',
    apiVersion,
    spec: {
      interactive: false,
      cluster: { server: 'https://eu:6443', 'certificate-authority-data': 'Q0E=', config: { audience: 'eu' } },
    },
  });
});

test.each([
  {
    why: 'it fails',
    script: 'echo first >&2; echo you are not logged in >&2; exit 7',
    message: 'failed with exit code 7: you are not logged in',
  },
  { why: 'it is silent', script: 'exit 3', message: 'failed with exit code 3' },
  { why: 'it answers something else', script: 'echo hello', message: 'did not answer with an ExecCredential' },
  {
    why: 'it answers without credentials',
    script: print('{}'),
    message: 'answered without a token or a certificate and its key',
  },
  {
    why: 'it speaks another version',
    script: print('{"token": "t"}', 'client.authentication.k8s.io/v1beta1'),
    message: `answered as client.authentication.k8s.io/v1beta1, asked as ${apiVersion}`,
  },
])('a plugin is of no use where $why', async ({ script, message }) => {
  await expect(call(script)).rejects.toThrow(
    expect.objectContaining({ code: 'PLUGIN_FAILED', message: `credential plugin sh ${message}` }),
  );
});

test.each([
  {
    why: 'missing',
    exec: { command: 'no-such-login', installHint: 'Get it\n  from https://example.com' },
    message: 'no-such-login is not installed: Get it from https://example.com',
  },
  { why: 'missing without a hint', exec: { command: 'no-such-login' }, message: 'no-such-login is not installed' },
  {
    why: 'of a version that is gone',
    exec: { apiVersion: 'client.authentication.k8s.io/v1alpha1' },
    message:
      'sh has apiVersion "client.authentication.k8s.io/v1alpha1": ' +
      'use client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1',
  },
  {
    why: 'in need of a person',
    exec: { interactiveMode: 'Always' as const },
    message: 'sh has to ask you something, and there is no terminal',
  },
])('a plugin that is $why is said to be', async ({ exec, message }) => {
  await expect(call('exit 0', { exec })).rejects.toThrow(`credential plugin ${message}`);
});

test('what a plugin says is shown once it takes long enough to be waiting for a person', async () => {
  const { said } = await call(`echo visit https://login >&2; sleep 1.5; echo thanks >&2; ${print('{"token": "t"}')}`);
  expect(said).toEqual(['sh: visit https://login', 'sh: thanks']);
  expect((await call(`echo quick >&2; ${print('{"token": "t"}')}`)).said).toEqual([]);
});

test('a plugin is killed when it is no longer wanted', async () => {
  const end = new AbortController();
  const calling = call('exec sleep 60', { signal: end.signal });
  end.abort();
  await expect(calling).rejects.toThrow('The operation was aborted');
});
