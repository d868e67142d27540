import { expect, test } from 'vitest';
import { ClusterError } from '../errors/cluster-error.ts';
import type { Resource } from './resource.ts';
import { withResources } from './with-resources.ts';

const resource = (plural: string, version = 'v1'): Resource => ({
  group: '',
  version,
  plural,
  singular: '',
  kind: '',
  namespaced: true,
  shortNames: [],
  categories: [],
  verbs: [],
});

/** Returns the parts of a run: the memory, the paths that were asked for, and what was kept. */
function run(remembered: Resource[] | undefined) {
  const asked: string[] = [];
  const kept: string[] = [];
  const served = { name: 'pods', singularName: 'pod', namespaced: true, kind: 'Pod', verbs: ['list'] };
  const answers: Readonly<Record<string, unknown>> = {
    '/api': { versions: ['v2'] },
    '/apis': { groups: [] },
    '/api/v2': { resources: [served] },
  };
  const client = {
    get: (path: string) => {
      asked.push(path);
      return Promise.resolve(answers[path]);
    },
  };
  const memory = {
    resources: () => Promise.resolve(remembered),
    keepResources: (resources: readonly Resource[]) => {
      kept.push(...resources.map(({ version }) => version));
      return Promise.resolve();
    },
  };
  return { client, memory, asked, kept };
}

const versions = (resources: readonly Resource[]) => Promise.resolve(resources.map(({ version }) => version));

test('a cluster is not asked for types that are remembered', async () => {
  const { client, memory, asked } = run([resource('pods')]);
  expect(await withResources(client, { memory, types: ['pods'] }, versions)).toEqual(['v1']);
  expect(asked).toEqual([]);
});

test.each([
  { why: 'nothing is remembered', remembered: undefined },
  { why: 'a type is missing', remembered: [resource('services')] },
])('the cluster is asked where $why', async ({ remembered }) => {
  const { client, memory, asked, kept } = run(remembered);
  expect(await withResources(client, { memory, types: ['pods'] }, versions)).toEqual(['v2']);
  expect([asked, kept]).toEqual([['/api', '/apis', '/api/v2'], ['v2']]);
});

test('the cluster is asked once more where a remembered resource is gone', async () => {
  const { client, memory } = run([resource('pods')]);
  const use = ([first]: readonly Resource[]) =>
    first?.version === 'v1' ? Promise.reject(new ClusterError('NotFound', 'gone')) : Promise.resolve(first?.version);
  expect(await withResources(client, { memory, types: ['pods'] }, use)).toBe('v2');
});

test('a result may tell that a resource is gone', async () => {
  const { client, memory } = run([resource('pods')]);
  expect(
    await withResources(client, { memory, types: ['pods'], isStale: found => found.includes('v1') }, versions),
  ).toEqual(['v2']);
});

test('a resource that is gone by what the cluster says now is an error', async () => {
  const { client, memory, asked } = run(undefined);
  const gone = () => Promise.reject(new ClusterError('NotFound', 'gone'));
  await expect(withResources(client, { memory, types: ['pods'] }, gone)).rejects.toThrow('gone');
  expect(asked).toHaveLength(3);
});
