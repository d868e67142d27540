import { Type } from 'typebox';
import { expect, inject, test } from 'vitest';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { cells, fleet } from './plugin.ts';

const { kubeconfig, eu1, us1 } = inject('fleet');

const texts = Type.Optional(Type.Array(Type.String()));
const resource = {
  group: Type.Optional(Type.String()),
  version: Type.String(),
  kind: Type.String(),
  namespaced: Type.Boolean(),
  shortNames: texts,
  categories: texts,
  verbs: Type.Array(Type.String()),
};
export const isKubectls = validatorOf(
  Type.Object({ resources: Type.Array(Type.Object({ name: Type.String(), ...resource })) }),
);
export const isOurs = validatorOf(
  Type.Object({ resources: Type.Array(Type.Object({ plural: Type.String(), ...resource })) }),
);

test.each([
  '',
  '--api-group=apps',
  '--api-group=',
  '--namespaced',
  '--namespaced=false',
  '--verbs=list,deletecollection',
  '--categories=all',
  '--sort-by=name',
  '--sort-by=kind',
])('api-resources %s lists what kubectl lists, in its order', async flags => {
  const line = flags === '' ? [] : [flags];
  const kubectls: unknown = JSON.parse((await kubectl(us1, ['api-resources', ...line, '-o', 'json'])).stdout);
  const ours: unknown = JSON.parse((await fleet(kubeconfig, `api-resources ${flags} -C us-1 -o json`)).stdout);
  if (!isKubectls(kubectls) || !isOurs(ours)) throw new Error('unexpected');
  const plain = ({
    group,
    version,
    kind,
    namespaced,
    shortNames,
    categories,
    verbs,
  }: (typeof kubectls.resources)[0]) => ({
    ...{ group: group ?? '', version, kind, namespaced },
    ...{ shortNames: shortNames ?? [], categories: categories ?? [], verbs: verbs.toSorted() },
  });
  expect(ours.resources.map(one => ({ name: one.plural, ...plain({ name: one.plural, ...one }) }))).toEqual(
    kubectls.resources.map(one => ({ name: one.name, ...plain(one) })),
  );
  expect(kubectls.resources.length).toBeGreaterThan(4);
});

test('api-resources names resources as kubectl does', async () => {
  const [ours, kubectls] = await Promise.all([
    fleet(kubeconfig, 'api-resources -C eu-1 -o name'),
    kubectl(eu1, ['api-resources', '-o', 'name']),
  ]);
  expect(ours.stdout).toBe(kubectls.stdout);
});

test('api-resources --only-different shows which cluster lacks a resource', async () => {
  const { stdout, exitCode } = await fleet(
    kubeconfig,
    'api-resources --only-different --api-group=storagemigration.k8s.io',
  );
  expect(cells(stdout)).toEqual([
    ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', 'CLUSTERS', 'MISSING IN'],
    ['storageversionmigrations', 'storagemigration.k8s.io/v1', 'false', 'StorageVersionMigration', '2/3', 'us-1'],
  ]);
  expect(exitCode).toBe(0);
});

test('api-versions lists what kubectl lists', async () => {
  const [ours, kubectls] = await Promise.all([
    fleet(kubeconfig, 'api-versions -C us-1 -o name'),
    kubectl(us1, ['api-versions']),
  ]);
  expect(ours.stdout).toBe(kubectls.stdout);
});

test('api-versions shows which cluster lacks a version', async () => {
  const { stdout } = await fleet(kubeconfig, 'api-versions --only-different');
  expect(cells(stdout)).toContainEqual(['storagemigration.k8s.io/v1', '2/3', 'us-1']);
  expect(stdout).not.toContain('apps/v1');
  const document: unknown = JSON.parse((await fleet(kubeconfig, 'api-versions -C hub,us-1 -o json')).stdout);
  expect(document).toMatchObject({ kind: 'APIVersionList', clusters: [{ name: 'hub' }, { name: 'us-1' }] });
  expect(document).toHaveProperty('versions.0', {
    version: 'admissionregistration.k8s.io/v1',
    clusters: ['hub', 'us-1'],
    missing: [],
  });
});
