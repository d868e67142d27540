import { expect, test } from 'vitest';
import { clusterAt } from '../../../../kubernetes/client/server.fixture.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { startJsonStream, type JsonStream } from './json-stream.ts';
import { listingOf } from './resource.fixture.ts';

/** A stream whose document is read when it is finished. */
function start(isFlat = false) {
  const texts: string[] = [];
  const stream = startJsonStream(isFlat, { stdout: text => void texts.push(text) });
  return { stream, texts, document: (): unknown => JSON.parse(texts.join('\n')) };
}

/** Objects of one context, with this much text in each. */
async function send(stream: JsonStream, name: string, { uid, objects, size = 1, path = '/pods' }: Sent): Promise<void> {
  const { once, take } = stream.receiverOf(clusterAt(`https://${name}`, name), Promise.resolve(uid));
  const listing = listingOf(
    ['Name'],
    objects.map(name => [name]),
  );
  const entries = listing.entries.map(entry => ({ ...entry, object: { name: entry.name, text: 'x'.repeat(size) } }));
  await once(path, () => take(path, { ...listing, entries }));
}

interface Sent {
  uid: string;
  objects: readonly string[];
  size?: number;
  path?: string;
}

const found = { listings: [], unserved: [], absent: [], refused: new Map() };
const answers = ['eu-1', 'us-1'].map(name => ({
  cluster: clusterAt(`https://${name}`, name),
  durationMs: 3,
  ok: true as const,
  value: found,
}));

test('a short document is in the order of the clusters', async () => {
  const { stream, document } = start();
  await send(stream, 'us-1', { uid: 'u2', objects: ['web'] });
  await send(stream, 'eu-1', { uid: 'u1', objects: ['cart'] });
  expect(stream.hasBegun()).toBe(false);
  await stream.finish(answers);
  expect(document()).toMatchObject({
    kind: 'FleetList',
    items: [
      { cluster: 'eu-1', object: { name: 'cart' } },
      { cluster: 'us-1', object: { name: 'web' } },
    ],
    clusters: [{ name: 'eu-1' }, { name: 'us-1' }],
  });
});

test.each([true, false])('a long document is written while objects come; flat: %s', async isFlat => {
  const { stream, texts, document } = start(isFlat);
  await send(stream, 'us-1', { uid: 'u2', objects: ['web', 'cart'], size: 2 ** 23 });
  await send(stream, 'us-1', { uid: 'u2', objects: ['bank'], size: 2 ** 23, path: '/services' });
  expect(stream.hasBegun()).toBe(true);
  expect(texts.length).toBeGreaterThan(0);
  await stream.finish(answers);
  expect(document()).toMatchObject({ items: [{}, {}, {}] });
});

test('an object that two contexts of one cluster reach is there once', async () => {
  const { stream, document } = start();
  await Promise.all([
    send(stream, 'eu-1', { uid: 'same', objects: ['cart'] }),
    send(stream, 'us-1', { uid: 'same', objects: ['cart'] }),
  ]);
  await stream.finish(answers);
  expect(document()).toMatchObject({ items: [{ cluster: 'eu-1', object: { name: 'cart' } }] });
});

test('a path that one context may not read is read by another one of the cluster', async () => {
  const { stream, document } = start();
  const { once } = stream.receiverOf(clusterAt('https://eu-1', 'eu-1'), Promise.resolve('same'));
  const refused = once('/pods', () => Promise.reject(new ClusterError('Forbidden', 'no', { status: 403 })));
  await Promise.all([expect(refused).rejects.toThrow('no'), send(stream, 'us-1', { uid: 'same', objects: ['cart'] })]);
  await stream.finish(answers);
  expect(document()).toMatchObject({ items: [{ cluster: 'eu-1' }] });
});

test.each([true, false])('without objects there is a document, too; flat: %s', async isFlat => {
  const { stream, document } = start(isFlat);
  await stream.finish(answers);
  expect(document()).toMatchObject({ items: [] });
});
