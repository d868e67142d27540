import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inCluster } from './in-cluster.ts';

const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };

/** Returns a folder of a pod's service account with these files. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pod-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
}

test('a pod asks its cluster as its service account', async () => {
  const folder = await folderWith({ token: 't', 'ca.crt': 'CA', namespace: 'shop\n' });
  expect(await inCluster(env, folder)).toEqual({
    clusters: [
      { name: 'in-cluster', entry: { server: 'https://10.0.0.1:443', 'certificate-authority': `${folder}/ca.crt` } },
    ],
    users: [{ name: 'in-cluster', entry: { tokenFile: `${folder}/token` } }],
    contexts: [{ name: 'in-cluster', entry: { cluster: 'in-cluster', user: 'in-cluster', namespace: 'shop' } }],
    hasMore: false,
  });
});

test('the address may be one of version 6, and the authority one of the machine', async () => {
  const folder = await folderWith({ token: 't' });
  const pod = { ...env, KUBERNETES_SERVICE_HOST: 'fd00::1', POD_NAMESPACE: 'bank' };
  expect(await inCluster(pod, folder)).toMatchObject({
    clusters: [{ name: 'in-cluster', entry: { server: 'https://[fd00::1]:443' } }],
    contexts: [{ name: 'in-cluster', entry: { cluster: 'in-cluster', user: 'in-cluster', namespace: 'bank' } }],
  });
});

test('elsewhere there is no such cluster', async () => {
  const folder = await folderWith({ token: 't' });
  expect(await inCluster({}, folder)).toBeUndefined();
  expect(await inCluster(env, join(folder, 'nothing'))).toBeUndefined();
});
