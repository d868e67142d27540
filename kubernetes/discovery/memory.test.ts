import { mkdir, mkdtemp, readdir, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { clusterAt } from '../client/server.fixture.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import { cacheFolders, memoryOf, type CacheFolders } from './memory.ts';
import type { Resource } from './resource.ts';

const server = 'https://eu-1.example:6443/k8s/clusters/c-1';
const kubectlFolder = 'discovery/eu_1.example_6443/k8s/clusters/c_1';

const pods: Resource = {
  group: '',
  version: 'v1',
  plural: 'pods',
  singular: 'pod',
  kind: 'Pod',
  namespaced: true,
  shortNames: ['po'],
  categories: ['all'],
  verbs: ['get', 'list'],
};

async function folders(): Promise<CacheFolders> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-memory-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return { kubectl: join(folder, 'kubectl'), own: join(folder, 'own') };
}

function connection(changes: Connection['cluster'] = {}): Connection {
  const { connection } = clusterAt(server);
  if (connection instanceof ClusterError) throw connection;
  return { ...connection, cluster: { server, ...changes } };
}

async function writeKubectl({ kubectl }: CacheFolders, files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(kubectl, kubectlFolder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const list = {
  kind: 'APIResourceList',
  groupVersion: 'v1',
  resources: [
    {
      name: 'pods',
      singularName: 'pod',
      namespaced: true,
      kind: 'Pod',
      shortNames: ['po'],
      categories: ['all'],
      verbs: ['get', 'list'],
    },
    { name: 'pods/log', singularName: '', namespaced: true, kind: 'Pod', verbs: ['get'] },
  ],
};
const groups = { kind: 'APIGroupList', groups: [{ name: '', versions: [{ groupVersion: 'v1', version: 'v1' }] }] };
const cacheOfKubectl = { 'servergroups.json': groups, 'v1/serverresources.json': list };

test('resources come from the cache of kubectl, which stays as it is', async () => {
  const caches = await folders();
  await writeKubectl(caches, cacheOfKubectl);
  expect(await memoryOf(connection(), caches).resources()).toEqual([pods]);
  const files = await readdir(join(caches.kubectl, kubectlFolder), { recursive: true });
  expect(files.toSorted()).toEqual(['servergroups.json', 'v1', 'v1/serverresources.json']);
});

test('a file that was read from the cache of kubectl expires with it', async () => {
  const caches = await folders();
  await writeKubectl(caches, cacheOfKubectl);
  const written = new Date(Date.now() - 5 * 3_600_000);
  await utimes(join(caches.kubectl, kubectlFolder, 'servergroups.json'), written, written);
  await memoryOf(connection(), caches).resources();
  const [file = ''] = await readdir(caches.own);
  expect((await stat(join(caches.own, file))).mtime).toEqual(written);
});

test.each<{ why: string; files: Readonly<Record<string, unknown>> }>([
  { why: 'truncated', files: { ...cacheOfKubectl, 'v1/serverresources.json': '{"resources": [{"na' } },
  { why: 'of another kind', files: { ...cacheOfKubectl, 'v1/serverresources.json': '[]' } },
  { why: 'missing', files: { 'servergroups.json': groups } },
  {
    why: 'outside the folder',
    files: {
      ...cacheOfKubectl,
      'servergroups.json': { groups: [{ name: '', versions: [{ groupVersion: '../v1' }] }] },
    },
  },
  { why: 'without groups', files: { 'servergroups.json': { groups: [] } } },
])('a file of kubectl that is $why is a miss', async ({ files }) => {
  const caches = await folders();
  await writeKubectl(caches, files);
  expect(await memoryOf(connection(), caches).resources()).toBeUndefined();
});

test('a file of kubectl counts for six hours', async () => {
  const caches = await folders();
  await writeKubectl(caches, cacheOfKubectl);
  const old = new Date(Date.now() - 6 * 3_600_000 - 1000);
  await utimes(join(caches.kubectl, kubectlFolder, 'v1/serverresources.json'), old, old);
  expect(await memoryOf(connection(), caches).resources()).toBeUndefined();
});

test('what is kept belongs to one address and authority, and to the user alone', async () => {
  const caches = await folders();
  const memory = memoryOf(connection(), caches);
  await Promise.all([memory.keepResources([pods]), memory.keepResources([pods]), memory.keepUid('u-1')]);
  expect([await memory.resources(), await memory.uid()]).toEqual([[pods], 'u-1']);
  const other = memoryOf(connection({ 'certificate-authority-data': 'b3RoZXI=' }), caches);
  expect([await other.resources(), await other.uid()]).toEqual([undefined, undefined]);
  const files = await readdir(caches.own);
  const modes = await Promise.all(['.', ...files].map(async file => (await stat(join(caches.own, file))).mode & 0o777));
  expect(modes).toEqual([0o700, 0o600, 0o600]);
});

test('a UID counts for ten minutes', async () => {
  const caches = await folders();
  const memory = memoryOf(connection(), caches);
  await memory.keepUid('u-1');
  const [file = ''] = await readdir(caches.own);
  const old = new Date(Date.now() - 601_000);
  await utimes(join(caches.own, file), old, old);
  expect(await memory.uid()).toBeUndefined();
});

test('a file of ours that is broken is a miss, and is replaced', async () => {
  const caches = await folders();
  const memory = memoryOf(connection(), caches);
  await memory.keepResources([pods]);
  const [file = ''] = await readdir(caches.own);
  await truncate(join(caches.own, file), 20);
  expect(await memory.resources()).toBeUndefined();
  await memory.keepResources([pods]);
  expect(await memory.resources()).toEqual([pods]);
});

test('a file that never ends is not read', async () => {
  const caches = await folders();
  const memory = memoryOf(connection(), caches);
  await memory.keepUid('u-1');
  const [file = ''] = await readdir(caches.own);
  await rm(join(caches.own, file));
  await symlink('/dev/zero', join(caches.own, file));
  expect(await memory.uid()).toBeUndefined();
});

test('a folder that cannot be written is no error', async () => {
  // Nobody can make a folder there, not even root.
  const memory = memoryOf(connection(), { ...(await folders()), own: '/proc/kubectl-fleet' });
  await memory.keepUid('u-1');
  expect(await memory.uid()).toBeUndefined();
});

test('users of one address have memories of their own, and so has each TLS name', async () => {
  const caches = await folders();
  const one = connection();
  await memoryOf(one, caches).keepUid('u-1');
  expect(await memoryOf(one, caches).uid()).toBe('u-1');
  expect(await memoryOf({ ...one, user: { token: 'other' } }, caches).uid()).toBeUndefined();
  expect(await memoryOf(connection({ 'tls-server-name': 'us-1.example' }), caches).uid()).toBeUndefined();
});

test('a link that leads nowhere is no error', async () => {
  const caches = await folders();
  await symlink('/nowhere/at/all', caches.own);
  const memory = memoryOf(connection(), { ...caches, own: join(caches.own, 'deep') });
  await memory.keepUid('u-1');
  expect(await memory.uid()).toBeUndefined();
});

test.each(['/dev/null/own', '/dev/full/own', '/proc/own'])(
  'nothing can be kept in %s, which is no error',
  async own => {
    const memory = memoryOf(connection(), { kubectl: own, own });
    await memory.keepResources([pods]);
    expect(await memory.resources()).toBeUndefined();
  },
);

test.each([
  { env: { HOME: '/h' }, explicit: '', kubectl: '/h/.kube/cache', own: '/h/.cache/kubectl-fleet/clusters' },
  { env: { HOME: '/h', KUBECACHEDIR: '/k' }, explicit: '', kubectl: '/k', own: '/h/.cache/kubectl-fleet/clusters' },
  { env: { HOME: '/h', KUBECACHEDIR: '/k' }, explicit: '/c', kubectl: '/c', own: '/h/.cache/kubectl-fleet/clusters' },
  {
    env: { HOME: '/h', XDG_CACHE_HOME: '/x' },
    explicit: '',
    kubectl: '/h/.kube/cache',
    own: '/x/kubectl-fleet/clusters',
  },
  {
    env: { HOME: '/h', XDG_CACHE_HOME: 'x' },
    explicit: '',
    kubectl: '/h/.kube/cache',
    own: '/h/.cache/kubectl-fleet/clusters',
  },
])('$env and --cache-dir "$explicit" lead to $kubectl and $own', ({ env, explicit, ...expected }) => {
  expect(cacheFolders(env, explicit)).toEqual(expected);
});
