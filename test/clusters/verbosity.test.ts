import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import type { Environment } from '../../plugins/fleet/command-line/environment.ts';
import { run } from '../../plugins/fleet/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';

/** Logs of requests, as kubectl and kubectl fleet write them with -v. */

const secrets = {
  token: 'token-of-plugin',
  variable: 'variable-of-plugin',
  password: 'password-of-user',
  login: 'login-of-server',
  proxy: 'login-of-proxy',
  cookie: 'cookie-of-server',
  data: 'data-of-secret',
};
const apiVersion = 'client.authentication.k8s.io/v1';
const base64 = (text: string) => Buffer.from(text).toString('base64');

const answers: Readonly<Record<string, unknown>> = {
  '/version': { gitVersion: 'v1.37.2' },
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', groups: [] },
  '/api/v1': {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: [{ name: 'secrets', singularName: 'secret', namespaced: true, kind: 'Secret', verbs: ['get', 'list'] }],
  },
  '/api/v1/namespaces/default/secrets': {
    kind: 'SecretList',
    apiVersion: 'v1',
    metadata: {},
    items: [
      {
        kind: 'Secret',
        apiVersion: 'v1',
        metadata: { name: 'a', namespace: 'default' },
        data: { a: base64(secrets.data) },
      },
    ],
  },
};

let folder: string;
const server = createServer();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbosity-'));
  const root = await createAuthority('root');
  const serving = await issueCertificate(root, { commonName: 'server', hosts: ['127.0.0.1'] });
  server.setSecureContext({ cert: serving.certificate, key: serving.key });
  server.on('request', ({ url = '' }, response) => {
    const answer = answers[url.replace(/\?.*/, '')];
    const headers = { 'content-type': 'application/json', 'set-cookie': secrets.cookie, 'audit-id': 'a-1' };
    response.writeHead(answer === undefined ? 404 : 200, headers).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  const trusted = { 'certificate-authority-data': base64(root.certificate) };
  const credential = { apiVersion, kind: 'ExecCredential', status: { token: secrets.token } };
  const exec = {
    apiVersion,
    command: 'echo',
    args: [JSON.stringify(credential)],
    interactiveMode: 'Never',
    env: [{ name: 'PASSWORD', value: secrets.variable }],
  };
  const clusters = [
    { name: 'eu', cluster: { server: `https://${host}`, ...trusted } },
    { name: 'login', cluster: { server: `https://ann:${secrets.login}@${host}`, ...trusted } },
    { name: 'proxied', cluster: { server: `https://${host}`, 'proxy-url': `http://ann:${secrets.proxy}@127.0.0.1:1` } },
    { name: 'dead', cluster: { server: `https://ann:${secrets.login}@127.0.0.1:1` } },
  ];
  const users = [
    { name: 'plugin', user: { exec } },
    { name: 'password', user: { username: 'ann', password: secrets.password } },
  ];
  const contexts = users.flatMap(({ name: user }) =>
    clusters.map(({ name: cluster }) => ({ name: `${cluster}-${user}`, context: { cluster, user } })),
  );
  await writeFile(join(folder, 'config'), JSON.stringify({ clusters, users, contexts }));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const env = () => ({ PATH: process.env['PATH'], HOME: folder, KUBECONFIG: join(folder, 'config'), KUBERC: 'off' });

async function fleet(line: string): Promise<{ stdout: string; stderr: string[] }> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const environment: Environment = {
    stdout: text => void stdout.push(text),
    stderr: text => void stderr.push(text),
    progress: () => undefined,
    stdin: Readable.from([]),
    terminal: { stdin: false },
    env: env(),
    workingDirectory: folder,
    policyFolder: new URL('file:///nowhere/'),
    signal: new AbortController().signal,
    now: () => new Date(),
  };
  await run(line.split(' '), 'kubectl fleet', environment);
  return { stdout: stdout.join('\n'), stderr };
}

/** Returns the entries of a log about requests for a path, without times, ports and the program. */
function entriesOf(lines: readonly string[], path: string): string[] {
  const text = lines.join('\n').replaceAll(/milliseconds=\d+|\w+Milliseconds=\d+/g, 'milliseconds=N');
  const entries = text.split(/\n(?=[^\n]*"\w)/).flatMap(entry => /"(?:Request|Response)"[^]*/.exec(entry) ?? []);
  return entries
    .map(entry => entry.trimEnd())
    .filter(entry => entry.includes(path) || entry.startsWith('"Response" status'));
}

test('-v=6 writes the answers as kubectl does, behind the name of the cluster', async () => {
  const words = ['--context', 'eu-plugin', '-v=6', 'get', '--raw', '/api'];
  const { stderr: log } = await runProgram(await findBinary(kubectl), words, { env: env() });
  const { stderr } = await fleet('api-versions --context eu-plugin -v=6');
  expect(stderr[0]).toMatch(/^eu-plugin: \d\d:\d\d:\d\d\.\d{3} "Response" verb="GET" url="https:/);
  const [expected] = entriesOf(log.split('\n'), '/api"');
  expect(expected).toMatch(/status="200 OK" milliseconds=N$/);
  expect(entriesOf(stderr, '/api"')).toEqual([expected]);
});

test.each([
  { level: 5, has: [], lacks: ['"Response"', '"Request"'] },
  { level: 6, has: ['"Response" verb='], lacks: ['"Request"', 'headers='] },
  {
    level: 7,
    has: ['"Request" verb=', '    Authorization: Bearer <masked>', '"Response" status='],
    lacks: ['Audit-Id'],
  },
  { level: 8, has: ['"Request" verb=', '    audit-id: a-1'], lacks: ['curl'] },
  { level: 9, has: ['"Request" curlCommand=<', '    curl -v -XGET', '    audit-id: a-1'], lacks: ['"Request" verb='] },
  { level: 10, has: ['    curl -v -XGET'], lacks: [] },
])('-v=$level', async ({ level, has, lacks }) => {
  const { stderr } = await fleet(`api-versions --context eu-plugin -v${level}`);
  const log = stderr.join('\n');
  for (const text of has) expect(log).toContain(text);
  for (const text of lacks) expect(log).not.toContain(text);
  for (const line of stderr) if (level > 5) expect(line).toMatch(/^eu-plugin: /);
});

test('-v=9 writes no secret, with a list of Secrets, nor of clusters that fail', async () => {
  const { stdout, stderr } = await fleet('get secrets -v=9');
  const all = [stdout, ...stderr].join('\n');
  expect(all).toContain('/api/v1/namespaces/default/secrets');
  expect(all).toMatch(/^proxied-plugin: .*"Response".*err=/m);
  for (const secret of Object.values(secrets)) {
    expect(all).not.toContain(secret);
    expect(all).not.toContain(base64(secret));
    expect(all).not.toContain(base64(`ann:${secret}`));
  }
});
