import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import type { Environment } from '../../plugins/fleet/command-line/environment.ts';
import { run } from '../../plugins/fleet/program.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';
import { startRecording } from './recording-server.ts';

/**
 * kubectl and kubectl fleet with the same kuberc: both run a plugin, or refuse it in the same
 * words.
 */

let folder: string;
let taken: () => unknown[];
let stop: () => void;
const version = 'client.authentication.k8s.io/v1';
const answer = JSON.stringify({ apiVersion: version, kind: 'ExecCredential', status: { token: 'given' } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kuberc-'));
  const root = await createAuthority('root');
  const serving = await issueCertificate(root, { commonName: 'server', hosts: ['127.0.0.1'] });
  const recording = await startRecording(serving, root);
  ({ taken, stop } = recording);
  const script = `#!/bin/sh\nprintf '%s' '${answer}'\n`;
  for (const name of ['bin/login', 'bin/other', 'elsewhere/login', '.kube/plugin']) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), name.startsWith('elsewhere') ? '#!/bin/sh\nexit 1\n' : script);
    await chmod(join(folder, name), 0o755);
  }
  const cluster = {
    server: `https://127.0.0.1:${recording.https}`,
    'certificate-authority-data': Buffer.from(root.certificate).toString('base64'),
  };
  const commands = {
    login: 'login',
    path: join(folder, 'bin/login'),
    untidy: `${folder}/bin/../bin/./login`,
    elsewhere: join(folder, 'elsewhere/login'),
    relative: './plugin',
    missing: 'nowhere',
  };
  const exec = (command: string, env: { name: string; value: string }[] = []) => ({
    exec: { apiVersion: version, command, interactiveMode: 'Never', env },
  });
  const users = [
    ...Object.entries(commands).map(([name, command]) => ({ name, user: exec(command) })),
    // PATH of the plugin itself is not the one on which it is looked for.
    { name: 'led-away', user: exec('login', [{ name: 'PATH', value: join(folder, 'elsewhere') }]) },
  ];
  const contexts = users.map(({ name }) => ({ name, context: { cluster: 'eu', user: name } }));
  const config = { clusters: [{ name: 'eu', cluster }], users, contexts };
  await writeFile(join(folder, '.kube/config'), JSON.stringify(config));
});
afterAll(async () => {
  stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => rm(join(folder, '.kube/kuberc'), { force: true, recursive: true }));

const environmentOf = (more: object) => ({
  PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
  HOME: folder,
  ...more,
});

interface Outcome {
  asked: boolean;
  stderr: string;
}

async function byKubectl(words: readonly string[], env: object): Promise<Outcome> {
  const line = [...words, 'get', '--raw', '/version'];
  const { stderr } = await runProgram(await findBinary(kubectl), line, { env: environmentOf(env), cwd: folder });
  return { asked: taken().length > 0, stderr };
}

async function byFleet(words: readonly string[], env: object): Promise<Outcome> {
  const stderr: string[] = [];
  const environment: Environment = {
    stdout: () => undefined,
    stderr: text => void stderr.push(text),
    progress: () => undefined,
    stdin: Readable.from([]),
    terminal: { stdin: false },
    env: environmentOf(env),
    workingDirectory: folder,
    policyFolder: new URL('file:///nowhere/'),
    signal: new AbortController().signal,
    now: () => new Date(),
  };
  await run(['api-versions', ...words], 'kubectl fleet', environment).catch((error: unknown) => {
    stderr.push(String(error));
  });
  return { asked: taken().length > 0, stderr: stderr.join('\n') };
}

const preference = (more: object, apiVersion = 'kubectl.config.k8s.io/v1beta1') =>
  JSON.stringify({ apiVersion, kind: 'Preference', ...more });
const allowing = (...commands: string[]) =>
  preference({
    credentialPluginPolicy: 'Allowlist',
    credentialPluginAllowlist: commands.map(command => ({ command })),
  });
const denying = preference({ credentialPluginPolicy: 'DenyAll' });
const notPermitted = /plugin path ".*" is not permitted by the credential plugin allowlist/;

interface Case {
  kuberc: string | (() => string) | undefined;
  user?: string;
  env?: object;
  words?: string[];
  /** Words of both; none where the plugin runs. */
  refusal?: string | RegExp;
}

const cases: Readonly<Record<string, Case>> = {
  'no kuberc': { kuberc: undefined },
  'an empty kuberc': { kuberc: '' },
  'no policy': { kuberc: preference({}) },
  AllowAll: { kuberc: preference({ credentialPluginPolicy: 'AllowAll' }) },
  DenyAll: { kuberc: denying, refusal: 'plugin "login" not allowed: policy set to "DenyAll"' },
  'DenyAll in YAML, behind another document': {
    kuberc: `apiVersion: v1\nkind: Secret\n---\n# mine\n${denying}`,
    refusal: 'policy set to "DenyAll"',
  },
  'DenyAll and KUBERC=off': { kuberc: denying, env: { KUBERC: 'off' } },
  'DenyAll, behind a preference that counts': { kuberc: `${preference({})}\n---\n${denying}` },
  'an allowed name': { kuberc: allowing('login') },
  'an allowed name by the former field': {
    kuberc: preference({ credentialPluginPolicy: 'Allowlist', credentialPluginAllowlist: [{ name: 'login' }] }),
  },
  'an allowed path for a name': { kuberc: () => allowing(join(folder, 'bin/login')) },
  'an allowed name for a path': { kuberc: allowing('login'), user: 'path' },
  'an allowed name for a path that is not tidy': { kuberc: allowing('login'), user: 'untidy' },
  'an allowed name for a program elsewhere': { kuberc: allowing('login'), user: 'elsewhere', refusal: notPermitted },
  'a name that leads elsewhere by variables of the plugin': { kuberc: allowing('login'), user: 'led-away' },
  'an allowed path elsewhere': { kuberc: () => allowing(join(folder, 'elsewhere/login')), refusal: notPermitted },
  'another name': { kuberc: allowing('other'), refusal: notPermitted },
  'a relative path': { kuberc: () => allowing(join(folder, '.kube/plugin')), user: 'relative' },
  'a name that is not on PATH': {
    kuberc: allowing('login'),
    user: 'missing',
    refusal:
      'plugin path "nowhere" cannot be resolved for credential plugin allowlist check: ' +
      'exec: "nowhere": executable file not found in $PATH',
  },
  'no allowlist': {
    kuberc: preference({ credentialPluginPolicy: 'Allowlist' }),
    refusal: 'credential plugin policy set to "Allowlist", but allowlist is unspecified',
  },
  'an empty allowlist': {
    kuberc: allowing(),
    refusal: 'credential plugin policy set to "Allowlist", but allowlist is empty; use "DenyAll" policy instead',
  },
  'an empty entry': {
    kuberc: allowing('login', ''),
    refusal: 'misconfigured credential plugin allowlist: empty allowlist entry #2',
  },
  'an entry that is not tidy': {
    kuberc: allowing('/bin/../bin/login'),
    refusal: 'non-normalized file path: "/bin/../bin/login" vs "/bin/login"',
  },
  'an allowlist without its policy': {
    kuberc: preference({ credentialPluginAllowlist: [{ command: 'login' }] }),
    refusal: 'misconfigured credential plugin allowlist: plugin policy is "" but allowlist is non-nil',
  },
  'an unknown policy': {
    kuberc: preference({ credentialPluginPolicy: 'Maybe' }),
    refusal: 'unknown plugin policy: "Maybe"',
  },
  'a kuberc that nobody named and that is none': { kuberc: 'a: [' },
  'a preference of another version': { kuberc: preference({ credentialPluginPolicy: 'DenyAll' }, 'v1') },
  'a kuberc that $KUBERC names and that is none': {
    kuberc: 'a: [',
    env: { KUBERC: '.kube/kuberc' },
    refusal: /no valid preferences found in .*kuberc/,
  },
  'a kuberc that is missing': { kuberc: undefined, words: ['--kuberc=gone'], refusal: 'no such file or directory' },
  '--kuberc before $KUBERC': {
    kuberc: denying,
    env: { KUBERC: '.kube/config' },
    words: ['--kuberc=.kube/kuberc'],
    refusal: 'policy set to "DenyAll"',
  },
  '--kuberc and KUBERC=off': {
    kuberc: denying,
    env: { KUBERC: 'off' },
    words: ['--kuberc=.kube/kuberc'],
    refusal: 'disabling kuberc via KUBERC=off and passing kuberc flag are mutually exclusive',
  },
};

test.each(Object.entries(cases))('%s', async (_, { kuberc, user = 'login', env = {}, words = [], refusal }) => {
  if (kuberc !== undefined) {
    await writeFile(join(folder, '.kube/kuberc'), typeof kuberc === 'string' ? kuberc : kuberc());
  }
  const line = [`--context=${user}`, ...words];
  const expected = { asked: refusal === undefined };
  const kubectlSays = await byKubectl(line, env);
  expect(kubectlSays).toMatchObject(expected);
  const fleetSays = await byFleet(line, env);
  expect(fleetSays).toMatchObject(expected);
  if (refusal === undefined) return;
  // kubectl quotes an error within a line of its log by backslashes.
  expect(kubectlSays.stderr.replaceAll('\\"', '"')).toMatch(refusal);
  expect(fleetSays.stderr).toMatch(refusal);
});
