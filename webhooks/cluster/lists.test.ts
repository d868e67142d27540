import { afterEach, expect, test } from 'vitest';
import type { Read } from '../../policies/engine/model.ts';
import { scriptedClient } from './client.fixture.ts';
import { followLists } from './lists.ts';

const patience = { timeout: 20_000 };
let stopped = new AbortController();
afterEach(() => {
  stopped.abort();
  stopped = new AbortController();
});

const workloads = (group: string, resource: string, kind: string): Read => ({
  into: 'workloads',
  group,
  version: 'v1',
  resource,
  kind,
  by: ['webhook'],
  fields: [],
});
const list = (name: string) => ({ metadata: { resourceVersion: '1' }, items: [{ metadata: { name } }] });
const names = (objects: readonly object[] = []) =>
  objects.map(object => /"name":"(\w+)"/.exec(JSON.stringify(object))?.[1]);

test('what a cluster does not serve is empty, is not asked for, and is followed from when it is served', async () => {
  const client = scriptedClient({
    '/apis/apps/v1/deployments?limit=500': [list('cart')],
    '/apis/example.org/v1/rollouts?limit=500': [list('canary')],
  });
  const reads = [workloads('apps', 'deployments', 'Deployment'), workloads('example.org', 'rollouts', 'Rollout')];
  const keeping = { signal: stopped.signal, onChange: () => undefined, onProblem: () => undefined };
  const lists = followLists(client, reads, keeping);
  expect(lists.unread()).toEqual([]);
  expect(client.asked).toEqual([]);
  lists.serve(['apps']);
  expect(lists.unread()).toEqual(['deployments']);
  expect(lists.objects()).toEqual({ workloads: [], incomplete: ['workloads'] });
  await expect.poll(() => lists.unread(), patience).toEqual([]);
  expect(names(lists.objects().workloads)).toEqual(['cart']);
  lists.serve(['apps', 'example.org']);
  await expect.poll(() => lists.unread(), patience).toEqual([]);
  expect(names(lists.objects().workloads)).toEqual(['cart', 'canary']);
  lists.serve(['apps']);
  expect(names(lists.objects().workloads)).toEqual(['cart']);
  expect(lists.objects().incomplete).toEqual([]);
});

test('what is to be read only beside another group is not asked for without it', () => {
  const client = scriptedClient({});
  const secrets: Read = { ...workloads('', 'secrets', 'Secret'), whenServed: 'example.org' };
  const keeping = { signal: stopped.signal, onChange: () => undefined, onProblem: () => undefined };
  const lists = followLists(client, [secrets], keeping);
  lists.serve(['apps']);
  expect(client.asked).toEqual([]);
  lists.serve(['example.org']);
  expect(client.asked).toEqual(['/api/v1/secrets?limit=500']);
});
