import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadKubeconfig } from './kubeconfig.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  await mkdir(join(folder, '.kube'));
  await mkdir(join(folder, 'keys'));
  await put('a.yaml', kubeconfig('a', 'first'));
  await put('b.yaml', `${kubeconfig('b', 'second')}- {name: shared, context: {cluster: b, user: shared}}\n`);
  await put('keys/c.yaml', kubeconfig('c', 'third'));
});
afterAll(() => rm(folder, { recursive: true }));

function put(file: string, text: string): Promise<void> {
  return writeFile(join(folder, file), text);
}

/** Returns a file with its own cluster and context, and a user with the same name in every file. */
function kubeconfig(name: string, token: string): string {
  return `
apiVersion: v1
kind: Config
preferences: {}
clusters:
- {name: ${name}, cluster: {server: "https://${name}:6443", certificate-authority: ca.crt}}
users:
- {name: shared, user: {token: ${token}, tokenFile: ""}}
- name: ${name}
  user:
    client-certificate: ./client.crt
    client-key: /etc/client.key
    exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./bin/login, args: null, env: null}
contexts:
- {name: ${name}, context: {cluster: ${name}, user: shared, namespace: shop}}
`;
}

const load = (KUBECONFIG: string | undefined, explicit?: string) =>
  loadKubeconfig({ explicit, env: { KUBECONFIG, HOME: folder }, workingDirectory: folder });

test('of several files the first entry of a name wins as a whole, and what it hides is said', async () => {
  const { contexts, users, hidden, files } = await load('a.yaml:b.yaml');
  expect([...contexts.keys()]).toEqual(['a', 'b', 'shared']);
  expect(users.get('shared')).toEqual({ token: 'first', tokenFile: '' });
  expect(hidden).toEqual([`user "shared" of ${folder}/b.yaml`]);
  expect(files).toEqual([`${folder}/a.yaml`, `${folder}/b.yaml`]);
});

test('empty, repeated and missing entries of KUBECONFIG are skipped', async () => {
  const { files, hidden } = await load(`:${folder}/a.yaml::nothing.yaml:${folder}/a.yaml`);
  expect(files).toEqual([`${folder}/a.yaml`]);
  expect(hidden).toEqual([]);
});

test('relative paths lead from the folder of the file that has them', async () => {
  const { clusters, users } = await load('keys/c.yaml');
  expect(clusters.get('c')).toEqual({ server: 'https://c:6443', 'certificate-authority': `${folder}/keys/ca.crt` });
  expect(users.get('c')).toEqual({
    'client-certificate': `${folder}/keys/client.crt`,
    'client-key': '/etc/client.key',
    exec: { apiVersion: 'client.authentication.k8s.io/v1beta1', command: `${folder}/keys/bin/login` },
  });
});

test('--kubeconfig is that file alone, whatever KUBECONFIG says', async () => {
  expect((await load('a.yaml', 'b.yaml')).files).toEqual([`${folder}/b.yaml`]);
});

test('without KUBECONFIG it is ~/.kube/config, which may be missing', async () => {
  expect((await load(undefined)).files).toEqual([]);
  await put('.kube/config', kubeconfig('home', 'x'));
  expect((await load('')).files).toEqual([`${folder}/.kube/config`]);
});

test.each([
  { text: '', contexts: [] },
  { text: '{"contexts": [{"name": "json", "context": {"cluster": "a"}}]}', contexts: ['json'] },
  { text: '{contexts: [{name: flow, context: {cluster: a}}]}', contexts: ['flow'] },
  { text: 'clusters: null\ncontexts: null\n', contexts: [] },
  { text: 'contexts:\n- {name: bare}\n', contexts: ['bare'] },
  { text: 'contexts:\n- name: below\n  context: {\n    cluster: a\n}\n', contexts: ['below'] },
  { text: 'contexts: []\ncontexts:\n- {name: last}\n', contexts: ['last'] },
  { text: 'contexts:\n- &a {name: merged}\n- {<<: *a, name: other}\n', contexts: ['merged', 'other'] },
])('$text is read', async ({ text, contexts }) => {
  await put('text.yaml', text);
  expect([...(await load('text.yaml')).contexts.keys()]).toEqual(contexts);
});

test('a list that is not to name any file is no reason to read ~/.kube/config', async () => {
  await put('.kube/config', kubeconfig('home', 'x'));
  expect((await load(':')).files).toEqual([]);
  expect((await load('a.yaml', '')).files).toEqual([`${folder}/a.yaml`]);
});

test('a relative path of KUBECONFIG leads from the working directory', async () => {
  expect((await load('./keys/../keys/c.yaml')).files).toEqual([`${folder}/keys/c.yaml`]);
});

test.each([
  {
    text: 'apiVersion: v1\nclusters:\n- {name: a\ncontexts: []\n',
    message: ':3:3: { is not closed',
  },
  { text: 'users: {name: a}\n', message: ': users must be array' },
  { text: 'just text', message: ': the file must be object' },
])('$text is refused with its place', async ({ text, message }) => {
  await put('bad.yaml', text);
  await expect(load('a.yaml:bad.yaml')).rejects.toThrow(
    expect.objectContaining({
      code: 'KUBECONFIG_INVALID',
      message: `kubeconfig ${folder}/bad.yaml${message}`,
    }),
  );
});

test('UTF-16 is read, and other bytes that are not UTF-8 are refused with their place', async () => {
  await writeFile(join(folder, 'wide.yaml'), Buffer.from('\uFEFFcontexts:\r\n- {name: wide}\r\n', 'utf16le'));
  expect([...(await load('wide.yaml')).contexts.keys()]).toEqual(['wide']);
  await writeFile(join(folder, 'latin.yaml'), Buffer.from('contexts:\n- {name: Köln}\n', 'latin1'));
  await expect(load('latin.yaml')).rejects.toThrow(
    `kubeconfig ${folder}/latin.yaml cannot be read: line 2, column 11 is not UTF-8; save the file as UTF-8`,
  );
});

test.each([
  { text: '---\ncontexts: [{name: first}]\n---\ncontexts: [{name: second}]\n', hasMore: true },
  { text: 'contexts: [{name: first}]\n---\nbroken: [\n', hasMore: true },
  { text: 'contexts: [{name: first}]\n...\nbroken: [\n', hasMore: true },
  { text: '# why\n---\ncontexts: [{name: first}]\n---\n# nothing\n...\n', hasMore: false },
])('of $text the first document is read, and it is known whether there are more', async ({ text, hasMore }) => {
  await put('several.yaml', text);
  const { contexts, readInPart } = await load('several.yaml');
  expect([...contexts.keys()]).toEqual(['first']);
  expect(readInPart).toEqual(hasMore ? [`${folder}/several.yaml`] : []);
});

test('files that are all missing are an error that names them', async () => {
  await expect(load('x.yaml:y.yaml')).rejects.toThrow(
    `no kubeconfig: $KUBECONFIG names ${folder}/x.yaml, ${folder}/y.yaml, where nothing is`,
  );
  await expect(load('a.yaml', 'x.yaml')).rejects.toThrow(
    `no kubeconfig: --kubeconfig names ${folder}/x.yaml, where nothing is`,
  );
});

test('a file that cannot be read is an error', async () => {
  await expect(load('keys')).rejects.toThrow(
    `kubeconfig ${folder}/keys cannot be read: illegal operation on a directory`,
  );
});
