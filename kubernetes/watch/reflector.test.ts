import { afterEach, expect, test } from 'vitest';
import { scriptedClient } from '../client/scripted-client.fixture.ts';
import { reflect, type ReflectedList, type Reflector } from './reflector.ts';

const patience = { timeout: 20_000 };
let stopped = new AbortController();
afterEach(() => {
  stopped.abort();
  stopped = new AbortController();
});

const path = '/api/v1/nodes';
const nodesList: ReflectedList = {
  path,
  keep: ({ metadata, spec }) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: without(metadata, 'resourceVersion'),
    spec,
  }),
};
const without = (value: unknown, key: string) => ({ ...(typeof value === 'object' && value), [key]: undefined });
const first = `${path}?limit=500`;
const watch = (version: string): string =>
  `${path}?watch=true&allowWatchBookmarks=true&timeoutSeconds=60&resourceVersion=${version}`;
const node = (name: string, resourceVersion: string, spec: object = {}) => ({
  metadata: { name, resourceVersion },
  spec,
});
const list = (resourceVersion: string, ...items: object[]) => ({ metadata: { resourceVersion }, items });

function reflected(client: ReturnType<typeof scriptedClient>, list = nodesList): { nodes: Reflector; seen: string[] } {
  const seen: string[] = [];
  const nodes = reflect(client, list, {
    signal: stopped.signal,
    onChange: () => seen.push('change'),
    onProblem: problem => seen.push(problem),
  });
  return { nodes, seen };
}

test('nothing is known before the list, and its items get their type', async () => {
  const { nodes, seen } = reflected(scriptedClient({ [first]: [list('7', node('a', '3'))] }));
  expect(nodes.objects()).toBeUndefined();
  await expect.poll(() => seen, patience).toEqual(['change']);
  expect(nodes.objects()).toEqual([{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, spec: {} }]);
  expect(nodes.get('a')).toEqual({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, spec: {} });
});

test('a watch adds, changes and removes, and a heartbeat is no change', async () => {
  const events = [
    { type: 'ADDED', object: node('b', '8') },
    { type: 'MODIFIED', object: node('b', '9', { unschedulable: true }) },
    { type: 'MODIFIED', object: node('b', '10', { unschedulable: true }) },
    { type: 'DELETED', object: node('a', '11') },
    { type: 'BOOKMARK', object: { metadata: { resourceVersion: '20' } } },
  ];
  const client = scriptedClient({ [first]: [list('7', node('a', '3'))] }, [events]);
  const { nodes, seen } = reflected(client);
  await expect.poll(() => client.asked, patience).toEqual([first, watch('7'), watch('20')]);
  expect(seen).toEqual(['change', 'change', 'change', 'change']);
  expect(nodes.objects()).toEqual([
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'b' }, spec: { unschedulable: true } },
  ]);
});

test('when the server has forgotten the version the list is read again, and what is gone is gone', async () => {
  const expired = { type: 'ERROR', object: { kind: 'Status', metadata: {}, code: 410, message: 'too old' } };
  const lists = [list('7', node('a', '3')), list('30', node('c', '29'))];
  const client = scriptedClient({ [first]: lists }, [[expired]]);
  const { nodes, seen } = reflected(client);
  await expect.poll(() => client.asked, patience).toEqual([first, watch('7'), first, watch('30')]);
  expect(seen).toEqual(['change', `${path}: watch ended`, 'change']);
  expect(nodes.objects()).toMatchObject([{ metadata: { name: 'c' } }]);
});

test('what was known stays known while the cluster does not answer', async () => {
  const down = new Error('connect ECONNREFUSED');
  const lists = [list('7', node('a', '3')), down, down, list('8', node('a', '3'))];
  const client = scriptedClient({ [first]: lists }, [[{ type: 'nonsense' }]]);
  const { nodes, seen } = reflected(client);
  await expect.poll(() => client.asked, patience).toHaveLength(6);
  expect(seen).toEqual(['change', `${path}: watch ended`, 'connect ECONNREFUSED']);
  expect(nodes.objects()).toHaveLength(1);
});

test('an answer that is no list is told', async () => {
  const { nodes, seen } = reflected(scriptedClient({ [first]: [{ kind: 'Status' }] }));
  await expect.poll(() => seen, patience).toEqual([`${path} is not a list of objects`]);
  expect(nodes.objects()).toBeUndefined();
});

test('a long list is read in pages, and only what its labels select', async () => {
  const selected = { ...nodesList, selection: { labelSelector: 'pool=a' } };
  const page = (token: string) => ({
    ...list('7', node(`after-${token}`, '3')),
    metadata: { resourceVersion: '7', continue: token },
  });
  const client = scriptedClient({
    [`${path}?labelSelector=pool%3Da&limit=500`]: [page('x')],
    [`${path}?labelSelector=pool%3Da&limit=500&continue=x`]: [page('')],
  });
  const { nodes, seen } = reflected(client, selected);
  await expect.poll(() => seen, patience).toEqual(['change']);
  expect(nodes.objects()).toMatchObject([{ metadata: { name: 'after-x' } }, { metadata: { name: 'after-' } }]);
  await expect.poll(() => client.asked.at(-1), patience).toBe(watch('7').replace('?', '?labelSelector=pool%3Da&'));
});
