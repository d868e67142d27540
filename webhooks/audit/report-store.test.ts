import { expect, test } from 'vitest';
import type { Client } from '../../kubernetes/client/client.ts';
import type { Report } from './report.ts';
import { contentDigest, reportApis } from './report-api.ts';
import { reportStore } from './report-store.ts';
import { ClusterError, type ClusterErrorReason } from '../../kubernetes/errors/cluster-error.ts';

const folder = '/apis/openreports.io/v1alpha1/namespaces/shop/reports';
const path = `${folder}/kubectl-fleet`;
const report: Report = { summary: { pass: 0, fail: 1, warn: 0, error: 0, skip: 0 }, results: [], unlisted: {} };
const graver: Report = { ...report, summary: { ...report.summary, fail: 2 } };
const stored = (content: string, resourceVersion = '4') => ({
  metadata: { namespace: 'shop', resourceVersion, annotations: { 'kubectl-fleet.io/content': content } },
});

/** Returns a store of a cluster with at most one object, which refuses writes with `refusal`. */
function storeWith(object?: object, refusal?: { code: ClusterErrorReason; message: string }) {
  const asked: string[] = [];
  const written: unknown[] = [];
  const client: Client = {
    get: at => {
      asked.push(`GET ${at}`);
      return object === undefined ? Promise.reject(new ClusterError('NotFound', 'not found')) : Promise.resolve(object);
    },
    write: (method, at, body) => {
      asked.push(`${method} ${at}`);
      written.push(body);
      return refusal === undefined
        ? Promise.resolve({})
        : Promise.reject(new ClusterError(refusal.code, refusal.message));
    },
    bytes: async function* (at) {
      asked.push(`LIST ${at}`);
      const items = object === undefined || at.includes('cluster') ? [] : [object, { metadata: {} }];
      yield await Promise.resolve(Buffer.from(JSON.stringify({ metadata: { resourceVersion: '9' }, items })));
    },
    lines: () => {
      throw new Error('reports are not watched');
    },
  };
  const now = () => new Date('2026-11-23T00:00:00Z');
  return { asked, written, store: reportStore(client, reportApis.openreports, { owner: undefined, now }) };
}

test('a report is created, and not written again with the same content', async () => {
  const { asked, written, store } = storeWith();
  await store.write('shop', report);
  await store.write('shop', report);
  expect(asked).toEqual([`GET ${path}`, `POST ${folder}?fieldManager=kubectl-fleet`]);
  expect(written).toMatchObject([{ kind: 'Report', metadata: { name: 'kubectl-fleet', namespace: 'shop' } }]);
  expect(store.namespaces()).toEqual(['shop']);
});

test('a stored report is replaced, with the version that was read', async () => {
  const { asked, written, store } = storeWith(stored('other'));
  await store.write('shop', report);
  expect(asked).toEqual([`GET ${path}`, `PUT ${path}?fieldManager=kubectl-fleet`]);
  expect(written).toMatchObject([{ metadata: { resourceVersion: '4' }, summary: report.summary }]);
});

test('a report without findings is deleted, once', async () => {
  const { asked, store } = storeWith();
  await store.write('shop', report);
  await store.write('shop', undefined);
  await store.write('shop', undefined);
  expect(asked.slice(2)).toEqual([`DELETE ${path}`]);
  expect(store.namespaces()).toEqual([]);
});

test('reports of an earlier process are read; they are written only with other content, and deleted', async () => {
  const { asked, store } = storeWith(stored(contentDigest(report)));
  const told: string[] = [];
  await store.restore(new AbortController().signal, namespace => told.push(namespace));
  expect(told).toEqual(['shop']);
  const query = '?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dkubectl-fleet&limit=500';
  expect(asked.splice(0)).toEqual([
    `LIST /apis/openreports.io/v1alpha1/reports${query}`,
    `LIST /apis/openreports.io/v1alpha1/clusterreports${query}`,
  ]);
  await store.write('shop', report);
  expect(asked).toEqual([]);
  await store.write('shop', graver);
  await store.write('shop', undefined);
  expect(asked).toEqual([`GET ${path}`, `PUT ${path}?fieldManager=kubectl-fleet`, `DELETE ${path}`]);
});

test.each([
  { code: 'NotFound', message: 'namespaces "shop" not found' },
  { code: 'Forbidden', message: 'forbidden: NamespaceTerminating' },
] as const)('a namespace that is being deleted gets no report: $code', async refusal => {
  const { store } = storeWith(undefined, refusal);
  await store.write('shop', report);
  expect(store.namespaces()).toEqual([]);
});

test('a failed write is thrown, and the next one is tried', async () => {
  const { asked, store } = storeWith(undefined, { code: 'Forbidden', message: 'no right to create' });
  await expect(store.write('shop', report)).rejects.toThrow('no right to create');
  await expect(store.write('shop', graver)).rejects.toThrow('no right to create');
  expect(asked).toHaveLength(4);
});
