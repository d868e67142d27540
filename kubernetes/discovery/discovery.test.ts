import { expect, test } from 'vitest';
import aggregated from '../../test/fixtures/discovery/aggregated.json' with { type: 'json' };
import byGroup from '../../test/fixtures/discovery/by-group.json' with { type: 'json' };
import { clientOf, startServer } from '../client/server.fixture.ts';
import { discover } from './discovery.ts';

/**
 * Both documents are recorded from kube-apiserver 1.37.2 with a custom resource of two versions.
 */
const recordings: Record<string, Record<string, unknown>> = { aggregated, byGroup };

/**
 * Returns the resources that a server with these documents serves. A path without a document is a
 * broken APIService.
 */
async function discoverFrom(documents: Record<string, unknown>) {
  const { url, asked } = await startServer(({ path }) =>
    path in documents ? { body: documents[path] } : { status: 503, body: { message: 'unavailable' } },
  );
  const resources = await discover(await clientOf(url));
  return { resources, paths: asked.map(({ path }) => path) };
}

test('aggregated discovery takes two requests', async () => {
  const { resources, paths } = await discoverFrom(aggregated);
  expect(paths.sort()).toEqual(['/api', '/apis']);
  expect(resources.filter(({ group }) => group === 'cert-manager.io')).toEqual([
    {
      group: 'cert-manager.io',
      version: 'v1',
      plural: 'certificates',
      singular: 'certificate',
      kind: 'Certificate',
      namespaced: true,
      shortNames: ['cert', 'certs'],
      categories: ['cert-manager'],
      verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
    },
    expect.objectContaining({ version: 'v1alpha2', plural: 'certificates' }),
  ]);
  expect(resources).toHaveLength(74);
});

test('a server that does not aggregate is asked group by group, and says the same', async () => {
  const { resources } = await discoverFrom(byGroup);
  const { resources: expected } = await discoverFrom(aggregated);
  const groups = ['', 'apps', 'cert-manager.io'];
  const sorted = (list: typeof resources) =>
    list
      .filter(({ group }) => groups.includes(group))
      .map(one => ({ ...one, verbs: one.verbs.toSorted() }))
      .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  expect(sorted(resources)).toEqual(sorted(expected));
  expect(sorted(resources).length).toBeGreaterThan(20);
});

test('a broken APIService does not hide the other groups', async () => {
  const { '/apis/cert-manager.io/v1': _, ...documents } = byGroup;
  const { resources } = await discoverFrom(documents);
  expect(resources.filter(({ kind }) => kind === 'Deployment')).toHaveLength(1);
  expect(resources.filter(({ kind }) => kind === 'Certificate').map(({ version }) => version)).toEqual(['v1alpha2']);
});

test.each([
  { of: 'garbage', answer: 'garbage' },
  { of: 'a list of something else', answer: { kind: 'APIResourceList', resources: {} } },
])('a server of an API group that answers with $of does not hide the other groups', async ({ answer }) => {
  const { resources } = await discoverFrom({ ...byGroup, '/apis/cert-manager.io/v1': answer });
  expect(resources.filter(({ kind }) => kind === 'Certificate').map(({ version }) => version)).toEqual(['v1alpha2']);
});

test('null is an empty list', async () => {
  const nulls = { '/api': { versions: ['v1'] }, '/apis': { groups: null }, '/api/v1': { resources: null } };
  expect((await discoverFrom(nulls)).resources).toEqual([]);
  const items = [{ metadata: null, versions: null }, { versions: [{ version: 'v1', resources: null }] }];
  const aggregatedNulls = { kind: 'APIGroupDiscoveryList', items };
  const none = { '/api': aggregatedNulls, '/apis': { ...aggregatedNulls, items: null } };
  expect((await discoverFrom(none)).resources).toEqual([]);
});

test('what is no discovery is the failure of the cluster, and nothing else goes on', async () => {
  const core = { '/api': { versions: ['v1'] }, '/api/v1': { resources: [] } };
  await expect(discoverFrom({ ...core, '/apis': { groups: {} } })).rejects.toThrow(
    'the answer is not one of a Kubernetes API server',
  );
  await expect(discoverFrom({ ...core, '/api/v1': { resources: {} }, '/apis': { groups: [] } })).rejects.toThrow(
    'the answer is not one of a Kubernetes API server',
  );
});

test.each(Object.keys(recordings))('%s discovery that is refused is the cluster’s failure', async name => {
  const { '/apis': _, ...documents } = recordings[name] ?? {};
  await expect(discoverFrom(documents)).rejects.toThrow('server error 503: unavailable');
});
