import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import { accessTo, writeKubeconfig } from './kubeconfigs.ts';
import { watching } from './watching.ts';

let steady: Cluster;
let shaky: Cluster;
beforeAll(async () => {
  [steady, shaky] = await Promise.all([startCluster({ name: 'steady' }), startCluster({ name: 'shaky' })]);
});
afterAll(() => Promise.all([steady.stop(), shaky.stop()]));

const change = (cluster: Cluster, ...words: string[]) => kubectl(cluster, [...words, '-n', 'default']);
const create = (cluster: Cluster, ...names: string[]) =>
  Promise.all(names.map(name => change(cluster, 'create', 'configmap', name)));

const ChangeDocument = Type.Object({
  cluster: Type.String(),
  type: Type.String(),
  object: Type.Object({ metadata: Type.Object({ name: Type.String() }) }),
});

/** Cluster, type and name of each document of -o json --output-watch-events. */
function changesIn(text: string): string[] {
  return text
    .trimEnd()
    .split(/\n(?=\{)/)
    .map(document => {
      const { cluster, type, object } = Value.Parse(ChangeDocument, JSON.parse(document));
      return `${cluster} ${type} ${object.metadata.name}`;
    });
}

test('a cluster that is killed and started again loses and doubles no change', async () => {
  await create(shaky, 'stays', 'goes', 'becomes-another');
  const watch = watching(
    `${steady.kubeconfig}:${shaky.kubeconfig}`,
    'get configmaps -n default -w -o json --output-watch-events',
  );
  await watch.shows(/"becomes-another"/);
  await watch.shows(/"steady"/);
  await create(shaky, 'before');
  await watch.shows(/"before"/);
  await shaky.restart(async () => {
    await watch.tells(/^shaky GONE: /m);
    await create(steady, 'meanwhile');
    await watch.shows(/"meanwhile"/);
    // Reads nothing until the history after the restart is written.
    watch.pause();
  });
  await change(shaky, 'delete', 'configmap', 'goes');
  await change(shaky, 'delete', 'configmap', 'becomes-another');
  await create(shaky, 'becomes-another');
  await change(shaky, 'label', 'configmap', 'before', 'app=cart');
  await create(shaky, 'during');
  watch.resume();
  await watch.tells(/^shaky BACK after /m);
  await watch.shows(/"during"/);
  await create(shaky, 'after');
  await watch.shows(/"after"/);

  expect(await watch.interrupt()).toBe(0);
  const changes = changesIn(watch.stdout()).filter(line => !line.endsWith('kube-root-ca.crt'));
  expect(changes.filter(line => line.startsWith('steady'))).toEqual(['steady ADDED meanwhile']);
  expect(changes.filter(line => line.startsWith('shaky')).toSorted()).toEqual([
    'shaky ADDED after',
    'shaky ADDED becomes-another',
    'shaky ADDED becomes-another',
    'shaky ADDED before',
    'shaky ADDED during',
    'shaky ADDED goes',
    'shaky ADDED stays',
    'shaky DELETED becomes-another',
    'shaky DELETED goes',
    'shaky MODIFIED before',
  ]);
  expect(watch.stderr().match(/GONE/g)).toHaveLength(1);
  expect(watch.stderr().match(/BACK after/g)).toHaveLength(1);
  expect(watch.stderr()).not.toContain('steady');
});

test('Ctrl-C ends with 3 while a cluster is gone, and names it', async () => {
  const watch = watching(`${steady.kubeconfig}:${shaky.kubeconfig}`, 'get namespaces -w -o name');
  await watch.shows(/^shaky namespace\/default$/m);
  await watch.shows(/^steady namespace\/default$/m);
  await shaky.restart(async () => {
    await watch.tells(/^shaky GONE: /m);
    expect(await watch.interrupt()).toBe(3);
    expect(watch.stderr()).toMatch(/^shaky: /m);
    expect(watch.stderr()).not.toContain('steady');
  });
});

test('contexts of one cluster with other users print each change once', async () => {
  const { cluster, user } = await accessTo(steady.kubeconfig);
  const kubeconfig = await writeKubeconfig({
    one: { cluster, user },
    other: { cluster, user: { ...user, as: 'another', 'as-groups': ['system:masters'] } },
  });
  const watch = watching(kubeconfig, 'get configmaps -w -n default -o name');
  await watch.shows(/kube-root-ca/);
  await create(steady, 'once', 'last');
  await watch.shows(/\/once$/m);
  await watch.shows(/\/last$/m);
  await change(steady, 'label', 'configmap', 'once', 'app=cart');
  await watch.shows(/\/once\n(.*\n)*.*\/once$/m);
  expect(await watch.interrupt()).toBe(0);
  const lines = watch.stdout().trimEnd().split('\n');
  expect(lines.filter(line => line.endsWith('/once'))).toHaveLength(2);
  expect(lines.filter(line => line.endsWith('/last'))).toHaveLength(1);
  expect(lines.filter(line => line.endsWith('/kube-root-ca.crt'))).toHaveLength(1);
});
