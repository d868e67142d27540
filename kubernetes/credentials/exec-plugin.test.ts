import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { callPlugin } from './exec-plugin.ts';
import { allowAll } from './plugin-policy.ts';
import type { ClusterEntry, ExecEntry } from '../kubeconfig/schema.ts';

const apiVersion = 'client.authentication.k8s.io/v1';
const notExecutable = fileURLToPath(import.meta.url);

/** Calls a shell script as a credential plugin. `exec` replaces fields of its entry. */
async function call(
  script: string,
  { exec = {}, cluster = {}, signal }: { exec?: Partial<ExecEntry>; cluster?: ClusterEntry; signal?: AbortSignal } = {},
) {
  const entry: ExecEntry = { apiVersion, command: 'sh', args: ['-c', script], interactiveMode: 'Never', ...exec };
  const said: string[] = [];
  const environment = {
    env: { PATH: process.env['PATH'], FROM_ABOVE: 'yes' },
    workingDirectory: '/',
    stderr: (line: string) => void said.push(line),
    terminal: { stdin: false },
    policy: allowAll,
  };
  const connection = {
    server: new URL('https://eu:6443'),
    cluster,
    user: { exec: entry },
    names: { cluster: 'eu', user: 'ann' },
  };
  const answer = callPlugin(connection, entry, environment, signal ?? new AbortController().signal);
  return { credentials: await answer, said };
}

/** Returns a shell command that prints an ExecCredential. */
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
  { why: 'a signal ends it', script: 'echo no memory >&2; kill -TERM $$', message: 'was ended by SIGTERM: no memory' },
  { why: 'it is silent', script: 'exit 3', message: 'failed with exit code 3' },
  { why: 'it answers without end', script: 'yes | head -c 3000000', message: 'did not answer with an ExecCredential' },
  { why: 'it answers something else', script: 'echo hello', message: 'did not answer with an ExecCredential' },
  {
    why: 'it answers with nothing but null',
    script: print('{"token": null, "clientCertificateData": null, "clientKeyData": null}'),
    message: 'answered without a token or a certificate and its key',
  },
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
    expect.objectContaining({ reason: 'PluginFailed', message: `credential plugin sh ${message}` }),
  );
});

test.each([
  {
    why: 'missing',
    exec: { command: 'no-such-login', installHint: 'Get it\n  from https://example.com' },
    message: 'no-such-login is not installed: Get it from https://example.com',
  },
  { why: 'missing without a hint', exec: { command: 'no-such-login' }, message: 'no-such-login is not installed' },
  { why: 'a folder', exec: { command: '/' }, message: '/ cannot be run: permission denied' },
  { why: 'no program', exec: { command: notExecutable }, message: `${notExecutable} cannot be run: permission denied` },
  {
    why: 'below a file',
    exec: { command: `${notExecutable}/x` },
    message: `${notExecutable}/x cannot be run: not a directory`,
  },
  {
    why: 'called with a NUL',
    exec: { args: ['a\0b'] },
    message: 'sh cannot be run: a NUL is in its command, arguments or variables',
  },
  {
    why: 'called with too much',
    exec: { args: ['x'.repeat(3e6)] },
    message: 'sh cannot be run: argument list too long',
  },
  {
    why: 'in need of a person',
    exec: { interactiveMode: 'Always' as const },
    message: 'sh has to ask you something, and there is no terminal',
  },
])('a plugin that is $why is said to be', async ({ exec, message }) => {
  await expect(call('exit 0', { exec })).rejects.toThrow(`credential plugin ${message}`);
});

test('a script whose interpreter is missing is told from one that is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plugin-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const command = join(folder, 'login');
  await writeFile(command, '#!/no/such/interpreter\n');
  await chmod(command, 0o755);
  await expect(call('', { exec: { command } })).rejects.toThrow(
    'login cannot be run: its interpreter is not installed',
  );
});

test('a child that outlives its plugin and holds its output open is not waited for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plugin-'));
  const file = join(folder, 'child');
  onTestFinished(async () => {
    process.kill(Number(await readFile(file, 'utf8')));
    await rm(folder, { recursive: true });
  });
  const { credentials } = await call(`sleep 600 & echo $! > ${file}; ${print('{"token": "t"}')}`);
  expect(credentials).toEqual({ token: 't' });
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
