import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kubectl } from '../cluster/kubectl.ts';
import { startCluster } from '../cluster/start.ts';
import { installKinds } from './install.ts';

test('each file holds the kinds of the group that it is named for', async () => {
  const paths = await readdir(import.meta.dirname, { recursive: true });
  const files = paths.filter(path => path.endsWith('.yaml'));
  for (const file of files) {
    const text = await readFile(join(import.meta.dirname, file), 'utf8');
    const groups = parseAllDocuments(text).map(document => document.getIn(['spec', 'group']));
    expect(new Set(groups.map(group => `${String(group)}.yaml`))).toEqual(new Set([file.split('/')[1]]));
  }
  expect(files.length).toBeGreaterThan(3);
});

test('kinds can be created as soon as they are installed, and are installed once', async () => {
  // The shared clusters keep the kinds that they have: by these a cluster is known.
  const cluster = await startCluster({ name: 'kinds' });
  onTestFinished(() => cluster.stop());
  await installKinds(cluster, ['kubefed', 'karmada', 'argocd']);
  const federated = { apiVersion: 'types.kubefed.io/v1beta1', kind: 'FederatedStatefulSet', spec: { anything: [1] } };
  const input = JSON.stringify({ ...federated, metadata: { name: 'db', namespace: 'default' } });
  const { stdout } = await kubectl(cluster, ['create', '--dry-run=server', '-o=jsonpath={.spec}', '-f', '-'], {
    input,
  });
  expect(stdout).toBe('{"anything":[1]}');
  await expect(installKinds(cluster, ['argocd'])).rejects.toThrow('"applications.argoproj.io" already exists');
});
