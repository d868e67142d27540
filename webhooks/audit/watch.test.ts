import { afterEach, expect, test } from 'vitest';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import { scriptedClient, type ScriptedClient } from '../../kubernetes/client/scripted-client.fixture.ts';
import { paced } from './pace.ts';
import { watchKind } from './watch.ts';

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

function watched(client: ScriptedClient, onEvaluate: () => Promise<void> = () => Promise.resolve()): string[] {
  const seen: string[] = [];
  void watchKind(
    {
      client,
      pace: paced(1),
      evaluate: async (_type, object) => {
        seen.push(`evaluate ${metadataText(object, 'name')}`);
        await onEvaluate();
      },
      ledger: { delete: (type, namespace, name) => seen.push(`delete ${type} ${namespace}/${name}`) },
      relist: () => {
        seen.push('list');
        return Promise.resolve('30');
      },
    },
    kind,
    '7',
    { signal: stopped.signal, onProblem: problem => seen.push(problem) },
  );
  return seen;
}

test('an object that changes several times is evaluated once, and a deleted object leaves the ledger', async () => {
  const events = [
    event('ADDED', 'a', '8'),
    event('MODIFIED', 'a', '9'),
    event('ADDED', 'b', '10'),
    event('DELETED', 'b', '11'),
    event('BOOKMARK', '', '20'),
  ];
  const client = scriptedClient({}, [events]);
  const seen = watched(client);
  await expect.poll(() => seen, patience).toEqual(['evaluate a', 'delete /Pod shop/b']);
  expect(client.asked).toEqual([watch('7'), watch('20')]);
});

test('an object that is deleted during its evaluation leaves the ledger after it', async () => {
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
  const seen = watched(client, async () => {
    begun.resolve(undefined);
    await gone.promise;
    seen.push('evaluated');
  });
  await expect.poll(() => seen, patience).toEqual(['evaluate a', 'evaluated', 'delete /Pod shop/a']);
});

test('after the version has expired, the kind is listed again', async () => {
  const client = scriptedClient({}, [[{ type: 'ERROR', object: { kind: 'Status', metadata: {}, code: 410 } }]]);
  const seen = watched(client);
  await expect.poll(() => seen, patience).toEqual(['/api/v1/pods: watch ended', 'list']);
  await expect.poll(() => client.asked, patience).toEqual([watch('7'), watch('30')]);
});
