import { afterEach, expect, test } from 'vitest';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import { scriptedClient, type ScriptedClient } from '../cluster/client.fixture.ts';
import { followKind } from './follow-kind.ts';
import { paced } from './pace.ts';

const patience = { timeout: 20_000 };
let stopped = new AbortController();
afterEach(() => {
  stopped.abort();
  stopped = new AbortController();
});

const kind = { type: '/Pod', apiVersion: 'v1', kind: 'Pod', namespaced: true, refused: true, path: '/api/v1/pods' };
const watch = (version: string): string =>
  `/api/v1/pods?watch=true&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion=${version}`;
const event = (type: string, name: string, resourceVersion: string) => ({
  type,
  object: { metadata: { name, namespace: 'shop', resourceVersion } },
});

function followed(client: ScriptedClient, onLook: () => Promise<void> = () => Promise.resolve()): string[] {
  const seen: string[] = [];
  void followKind(
    {
      client,
      pace: paced(1),
      look: async (_type, object) => {
        seen.push(`look ${metadataText(object, 'name')}`);
        await onLook();
      },
      ledger: { delete: (type, namespace, name) => seen.push(`forget ${type} ${namespace}/${name}`) },
      reread: () => {
        seen.push('read');
        return Promise.resolve('30');
      },
    },
    kind,
    '7',
    { signal: stopped.signal, onProblem: problem => seen.push(problem) },
  );
  return seen;
}

test('what changes is looked at once, however often it did, and what is gone is forgotten', async () => {
  const events = [
    event('ADDED', 'a', '8'),
    event('MODIFIED', 'a', '9'),
    event('ADDED', 'b', '10'),
    event('DELETED', 'b', '11'),
    event('BOOKMARK', '', '20'),
  ];
  const client = scriptedClient({}, [events]);
  const seen = followed(client);
  await expect.poll(() => seen, patience).toEqual(['look a', 'forget /Pod shop/b']);
  expect(client.asked).toEqual([watch('7'), watch('20')]);
});

test('what goes while it is looked at is forgotten after that', async () => {
  const begun = Promise.withResolvers<undefined>();
  const gone = Promise.withResolvers<undefined>();
  const client = scriptedClient({});
  const { lines } = client;
  client.lines = async function* (path, signal) {
    yield event('ADDED', 'a', '8');
    await begun.promise;
    yield event('DELETED', 'a', '9');
    gone.resolve(undefined);
    yield* lines(path, signal);
  };
  const seen = followed(client, async () => {
    begun.resolve(undefined);
    await gone.promise;
    seen.push('looked');
  });
  await expect.poll(() => seen, patience).toEqual(['look a', 'looked', 'forget /Pod shop/a']);
});

test('where the server has forgotten the version, all are looked at again', async () => {
  const client = scriptedClient({}, [[{ type: 'ERROR', object: { kind: 'Status', metadata: {}, code: 410 } }]]);
  const seen = followed(client);
  await expect.poll(() => seen, patience).toEqual(['/api/v1/pods: watch ended', 'read']);
  await expect.poll(() => client.asked, patience).toEqual([watch('7'), watch('30')]);
});
