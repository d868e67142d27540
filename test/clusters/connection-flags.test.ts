import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import type { Environment } from '../../plugins/fleet/command-line/environment.ts';
import { run } from '../../plugins/fleet/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';
import { startRecording, type Shown } from './recording-server.ts';

/**
 * The flags for connections, given to kubectl and to kubectl fleet: both show a server the same, or
 * neither shows it anything.
 */

let folder: string;
let server: string;
let taken: () => Shown[];
let stop: () => void;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flags-'));
  const root = await createAuthority('root');
  const serving = await issueCertificate(root, { commonName: 'server', hosts: ['127.0.0.1', 'eu.example.com'] });
  const [ann, bob] = await Promise.all(['ann', 'bob'].map(commonName => issueCertificate(root, { commonName })));
  if (ann === undefined || bob === undefined) throw new Error('no certificates');
  const recording = await startRecording(serving, root);
  ({ taken, stop } = recording);
  server = `https://127.0.0.1:${recording.https}`;
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const trusted = { server, 'certificate-authority-data': base64(root.certificate) };
  const files = {
    empty: '',
    'ca.crt': root.certificate,
    'bob.crt': bob.certificate,
    'bob.key': bob.key,
    config: JSON.stringify({
      clusters: [
        { name: 'eu', cluster: trusted },
        { name: 'untrusted', cluster: { server } },
        { name: 'elsewhere', cluster: { ...trusted, server: 'https://127.0.0.1:1' } },
        { name: 'named', cluster: { ...trusted, 'tls-server-name': 'us.example.com' } },
        { name: 'blank', cluster: { 'certificate-authority-data': base64(root.certificate) } },
      ],
      users: [
        { name: 'token', user: { token: 't' } },
        { name: 'impersonating', user: { token: 't', as: 'jane', 'as-groups': ['dev'] } },
        {
          name: 'pair',
          user: { 'client-certificate-data': base64(ann.certificate), 'client-key-data': base64(ann.key) },
        },
        { name: 'password', user: { username: 'ann', password: 'p' } },
        { name: 'half', user: { 'client-certificate-data': base64(ann.certificate) } },
      ],
      contexts: ['eu', 'untrusted', 'elsewhere', 'named', 'blank'].flatMap(cluster =>
        ['token', 'impersonating', 'pair', 'password', 'half'].map(user => ({
          name: `${cluster}-${user}`,
          context: { cluster, user },
        })),
      ),
    }),
  };
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
});
afterAll(async () => {
  stop();
  await rm(folder, { recursive: true });
});

const env = (config = 'config') => ({
  PATH: process.env['PATH'],
  HOME: folder,
  KUBECONFIG: join(folder, config),
  KUBERC: 'off',
});

async function shownByKubectl(words: readonly string[], config = 'config'): Promise<Shown[]> {
  await runProgram(await findBinary(kubectl), ['get', '--raw', '/version', ...words], {
    env: env(config),
    cwd: folder,
  });
  return identities();
}

async function shownByFleet(words: readonly string[], config = 'config'): Promise<Shown[]> {
  const environment: Environment = {
    stdout: () => undefined,
    stderr: () => undefined,
    progress: () => undefined,
    stdin: Readable.from([]),
    terminal: { stdin: false },
    env: env(config),
    workingDirectory: folder,
    policyFolder: new URL('file:///nowhere/'),
    signal: new AbortController().signal,
    now: () => new Date(),
  };
  // An error of usage is an answer, too: nobody is asked.
  await run(['api-versions', ...words], 'kubectl fleet', environment).catch(() => 2);
  return identities();
}

/** Returns what the server was shown, without the paths, each once. */
function identities(): Shown[] {
  const all = taken().map(shown => ({ ...shown, path: '' }));
  return all.filter((one, index) => all.findIndex(other => isDeepStrictEqual(one, other)) === index);
}

const cases: readonly { context?: string; line: string; works: boolean }[] = [
  { line: '', works: true },
  { line: '--token=other', works: true },
  { context: 'eu-pair', line: '--token=other', works: true },
  { context: 'eu-password', line: '--token=other', works: false },
  { line: '--as=jane', works: true },
  { line: '--as=jane --as-uid=7 --as-group=dev --as-group=ops', works: true },
  { line: '--as=jane --as-user-extra=team=cart --as-user-extra=team=a=b --as-user-extra=none', works: true },
  { line: '--as-group=dev', works: false },
  { context: 'eu-impersonating', line: '--as=joe', works: true },
  { context: 'eu-impersonating', line: '--as-group=ops', works: true },
  { context: 'elsewhere-token', line: '', works: false },
  { context: 'elsewhere-token', line: '--cluster=eu', works: true },
  { context: 'elsewhere-token', line: '--server=SERVER', works: true },
  { context: 'elsewhere-token', line: '-s SERVER', works: true },
  { context: 'elsewhere-token', line: '-sSERVER', works: true },
  { context: 'blank-token', line: '', works: false },
  { context: 'blank-token', line: '--server=SERVER', works: true },
  { line: '--cluster=nowhere', works: false },
  { line: '--user=pair', works: true },
  { line: '--user=nobody', works: false },
  { context: 'untrusted-token', line: '', works: false },
  { context: 'untrusted-token', line: '--certificate-authority=ca.crt', works: true },
  { context: 'untrusted-token', line: '--insecure-skip-tls-verify', works: true },
  { line: '--insecure-skip-tls-verify', works: true },
  { line: '--certificate-authority=bob.crt', works: false },
  { line: '--certificate-authority=missing', works: false },
  { line: '--certificate-authority=ca.crt --insecure-skip-tls-verify', works: false },
  { context: 'named-token', line: '', works: false },
  { context: 'named-token', line: '--tls-server-name=eu.example.com', works: true },
  { context: 'named-token', line: '--server=SERVER', works: true },
  { line: '--tls-server-name=us.example.com', works: false },
  { context: 'eu-pair', line: '--client-certificate=bob.crt --client-key=bob.key', works: true },
  { line: '--client-certificate=bob.crt --client-key=bob.key', works: true },
  { line: '--client-certificate=bob.crt', works: false },
  { context: 'eu-pair', line: '--client-certificate=bob.crt', works: false },
  { context: 'eu-half', line: '', works: false },
  { context: 'eu-password', line: '--username=bob --password=q', works: true },
  { context: 'eu-password', line: '--password=q', works: true },
  { line: '--username=bob', works: false },
  { line: '--disable-compression', works: true },
  { line: '--request-timeout=10', works: true },
  { line: '--request-timeout=1m', works: true },
  { line: '--request-timeout=0', works: true },
  { line: '--request-timeout=soon', works: false },
];

test.each(cases.map(one => ({ context: 'eu-token', ...one })))(
  '$context with "$line"',
  async ({ context, line, works }) => {
    const words = [`--context=${context}`, ...line.replace('SERVER', server).split(' ').filter(Boolean)];
    const shown = await shownByKubectl(words);
    expect(await shownByFleet(words)).toEqual(shown);
    expect(shown).toHaveLength(works ? 1 : 0);
  },
);

test.each(['--certificate-authority=ca.crt --token=t', '--insecure-skip-tls-verify --token=t --as=jane'])(
  'a server without a kubeconfig, with "%s"',
  async line => {
    const words = [`--server=${server}`, ...line.split(' ')];
    const shown = await shownByKubectl(words, 'empty');
    expect(await shownByFleet(words, 'empty')).toEqual(shown);
    expect(shown).toHaveLength(1);
  },
);

test('a flag with the secret of one cluster is refused with several contexts', async () => {
  expect(await shownByFleet(['--token=other'])).toEqual([]);
});
