import { afterEach, expect, test } from 'vitest';
import type { Read } from '../../policies/facts/reads.ts';
import { scriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { followLists } from './lists.ts';
import { ClusterError } from '../../kubernetes/errors/cluster-error.ts';

const pollOptions = { timeout: 20_000 };
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
  const retryOptions = { signal: stopped.signal, onChange: () => undefined, onProblem: () => undefined };
  const lists = followLists(client, reads, retryOptions);
  expect(lists.unread()).toEqual([]);
  expect(client.asked).toEqual([]);
  lists.serve(['apps']);
  expect(lists.unread()).toEqual(['deployments']);
  expect(lists.objects()).toEqual({ workloads: [], incomplete: ['workloads'] });
  await expect.poll(() => lists.unread(), pollOptions).toEqual([]);
  expect(names(lists.objects().workloads)).toEqual(['cart']);
  lists.serve(['apps', 'example.org']);
  await expect.poll(() => lists.unread(), pollOptions).toEqual([]);
  expect(names(lists.objects().workloads)).toEqual(['cart', 'canary']);
  lists.serve(['apps']);
  expect(names(lists.objects().workloads)).toEqual(['cart']);
  expect(lists.objects().incomplete).toEqual([]);
});

test('what is to be read only beside another group is not asked for without it', () => {
  const client = scriptedClient({});
  const secrets: Read = { ...workloads('', 'secrets', 'Secret'), whenServed: 'example.org' };
  const retryOptions = { signal: stopped.signal, onChange: () => undefined, onProblem: () => undefined };
  const lists = followLists(client, [secrets], retryOptions);
  lists.serve(['apps']);
  expect(client.asked).toEqual([]);
  lists.serve(['example.org']);
  expect(client.asked).toEqual(['/api/v1/secrets?limit=500']);
});

const forbidden = (what: string): ClusterError => new ClusterError('Forbidden', `${what} is forbidden`);

test('what may not be read is unknown and not waited for, but for namespaces', async () => {
  const client = scriptedClient({
    '/api/v1/nodes?limit=500': [forbidden('nodes')],
    '/api/v1/namespaces?limit=500': [forbidden('namespaces')],
  });
  const core = (into: 'namespaces' | 'nodes', kind: string): Read => ({ ...workloads('', into, kind), into });
  const problems: string[] = [];
  const retryOptions = {
    signal: stopped.signal,
    onChange: () => undefined,
    onProblem: (list: string, problem: string) => problems.push(`${list}: ${problem}`),
  };
  const lists = followLists(client, [core('nodes', 'Node'), core('namespaces', 'Namespace')], retryOptions);
  expect(lists.unread()).toEqual(['nodes', 'namespaces']);
  expect([...lists.forbidden().values()]).toEqual([false, false]);
  await expect.poll(() => [...lists.forbidden().values()], pollOptions).toEqual([true, true]);
  expect(lists.unread()).toEqual(['namespaces']);
  expect(lists.objects()).toEqual({ nodes: [], namespaces: [], incomplete: ['nodes', 'namespaces'] });
  expect(problems).toEqual(['nodes: nodes is forbidden', 'namespaces: namespaces is forbidden']);
});

test('another policy may want other lists: what is wanted still is not read again, the rest is let go', async () => {
  const client = scriptedClient({
    '/apis/apps/v1/deployments?limit=500': [list('cart')],
    '/apis/apps/v1/statefulsets?limit=500': [list('db')],
    '/apis/apps/v1/daemonsets?limit=500': [list('agent')],
  });
  const [deployments, statefulSets, daemonSets] = [
    workloads('apps', 'deployments', 'Deployment'),
    workloads('apps', 'statefulsets', 'StatefulSet'),
    workloads('apps', 'daemonsets', 'DaemonSet'),
  ];
  const retryOptions = { signal: stopped.signal, onChange: () => undefined, onProblem: () => undefined };
  const lists = followLists(client, [deployments, statefulSets], retryOptions);
  lists.serve(['apps']);
  await expect.poll(() => lists.unread(), pollOptions).toEqual([]);
  lists.take([{ ...statefulSets }, daemonSets]);
  expect(lists.unread()).toEqual(['daemonsets']);
  await expect.poll(() => lists.unread(), pollOptions).toEqual([]);
  expect(names(lists.objects().workloads)).toEqual(['db', 'agent']);
  expect(client.asked.filter(path => path.includes('limit'))).toEqual([
    '/apis/apps/v1/deployments?limit=500',
    '/apis/apps/v1/statefulsets?limit=500',
    '/apis/apps/v1/daemonsets?limit=500',
  ]);
});
