import { afterEach, expect, test } from 'vitest';
import type { Read } from '../../policies/facts/reads.ts';
import { scriptedClient, type ScriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { followOwners } from './owner-copies.ts';
import type { FindOwner } from './owners.ts';

let stopped = new AbortController();
afterEach(() => {
  stopped.abort();
  stopped = new AbortController();
});

const pods: Read = {
  into: 'owners',
  group: '',
  version: 'v1',
  resource: 'pods',
  kind: 'Pod',
  by: ['bindings'],
  fieldSelector: 'spec.nodeName=',
  fields: [['metadata', 'uid']],
};
const list = '/api/v1/pods?fieldSelector=spec.nodeName%3D&limit=500';
const one = '/api/v1/namespaces/shop/pods/web-1';
const resources = () => ({ '/api/v1': [{ resources: [{ name: 'pods', kind: 'Pod', namespaced: true }] }] });
const pod = (uid: string) => ({ metadata: { name: 'web-1', namespace: 'shop', uid } });
const kept = (uid: string) => ({ apiVersion: 'v1', kind: 'Pod', ...pod(uid) });
const reference = { apiVersion: 'v1', kind: 'Pod', name: 'web-1', uid: '1' };

function following(client: ScriptedClient): FindOwner {
  return followOwners(client, [pods], { signal: stopped.signal, onProblem: () => undefined });
}

test('what is in the copy is not asked for', async () => {
  const client = scriptedClient({ [list]: [{ metadata: { resourceVersion: '1' }, items: [pod('1')] }] });
  const find = following(client);
  await expect.poll(() => client.asked.length).toBe(2);
  expect(await find(reference, 'shop')).toEqual(kept('1'));
  expect(client.asked).toHaveLength(2);
});

test('a Pod that was made a moment ago is waited for', async () => {
  let make: () => void = () => undefined;
  const made = new Promise<void>(resolve => (make = resolve));
  const scripted = scriptedClient({ [list]: [{ metadata: { resourceVersion: '1' }, items: [] }] });
  const client: ScriptedClient = {
    ...scripted,
    lines: async function* () {
      await made;
      yield { type: 'ADDED', object: { metadata: { ...pod('1').metadata, resourceVersion: '2' } } };
    },
  };
  const find = following(client);
  await expect.poll(() => client.asked).toEqual([list]);
  const found = find(reference, 'shop');
  make();
  expect(await found).toEqual(kept('1'));
  expect(client.asked.filter(path => path === one)).toEqual([]);
});

test('what does not come, or came earlier under the same name, is asked for', async () => {
  const client = scriptedClient({
    ...resources(),
    [list]: [{ metadata: { resourceVersion: '1' }, items: [pod('0')] }],
    [one]: [pod('1')],
  });
  const find = following(client);
  await expect.poll(() => client.asked.length).toBe(2);
  expect(await find(reference, 'shop')).toEqual(pod('1'));
});

test('before the list was read, and for a kind that has none, the cluster is asked', async () => {
  const client = scriptedClient({ ...resources(), [list]: [new Error('down')], [one]: [pod('1'), pod('1')] });
  const find = following(client);
  expect(await find(reference, 'shop')).toEqual(pod('1'));
  const website = { apiVersion: 'example.com/v1', kind: 'Website', name: 'web' };
  expect(await find(website, 'shop')).toBeUndefined();
  expect(client.asked.at(-1)).toBe('/apis/example.com/v1');
});
