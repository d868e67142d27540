import { expect, test } from 'vitest';
import type { ClusterStream, ClusterWriter } from '../cluster/client.ts';
import { WebhookError, type WebhookErrorCode } from '../errors/webhook-error.ts';
import type { Report } from './report.ts';
import { reportApis } from './report-api.ts';
import { contentOf } from './report-object.ts';
import { reportWriter } from './write-reports.ts';

const folder = '/apis/openreports.io/v1alpha1/namespaces/shop/reports';
const path = `${folder}/kubectl-fleet`;
const report: Report = { summary: { pass: 0, fail: 1, warn: 0, error: 0, skip: 0 }, results: [], unlisted: {} };
const graver: Report = { ...report, summary: { ...report.summary, fail: 2 } };
const stored = (content: string, resourceVersion = '4') => ({
  metadata: { namespace: 'shop', resourceVersion, annotations: { 'kubectl-fleet.io/content': content } },
});

/** Stands for a cluster with one object at most, that refuses a write with the given code. */
function writing(object?: object, refusal?: { code: WebhookErrorCode; message: string }) {
  const asked: string[] = [];
  const written: unknown[] = [];
  const client: ClusterWriter & ClusterStream = {
    get: at => {
      asked.push(`GET ${at}`);
      return object === undefined
        ? Promise.reject(new WebhookError('OBJECT_MISSING', 'not found'))
        : Promise.resolve(object);
    },
    write: (method, at, body) => {
      asked.push(`${method} ${at}`);
      written.push(body);
      return refusal === undefined
        ? Promise.resolve({})
        : Promise.reject(new WebhookError(refusal.code, refusal.message));
    },
    bytes: async function* (at) {
      asked.push(`LIST ${at}`);
      const items = object === undefined || at.includes('cluster') ? [] : [object, { metadata: {} }];
      yield await Promise.resolve(Buffer.from(JSON.stringify({ metadata: { resourceVersion: '9' }, items })));
    },
    lines: () => {
      throw new Error('nobody watches reports');
    },
  };
  const now = () => new Date('2026-11-23T00:00:00Z');
  return { asked, written, writer: reportWriter(client, reportApis.openreports, { owner: undefined, now }) };
}

test('a report is made, and not written again while it says the same', async () => {
  const { asked, written, writer } = writing();
  await writer.write('shop', report);
  await writer.write('shop', report);
  expect(asked).toEqual([`GET ${path}`, `POST ${folder}?fieldManager=kubectl-fleet`]);
  expect(written).toMatchObject([{ kind: 'Report', metadata: { name: 'kubectl-fleet', namespace: 'shop' } }]);
  expect(writer.namespaces()).toEqual(['shop']);
});

test('a report that is there is written anew, on top of what was read', async () => {
  const { asked, written, writer } = writing(stored('other'));
  await writer.write('shop', report);
  expect(asked).toEqual([`GET ${path}`, `PUT ${path}?fieldManager=kubectl-fleet`]);
  expect(written).toMatchObject([{ metadata: { resourceVersion: '4' }, summary: report.summary }]);
});

test('a report that has nothing left to say is deleted, once', async () => {
  const { asked, writer } = writing();
  await writer.write('shop', report);
  await writer.write('shop', undefined);
  await writer.write('shop', undefined);
  expect(asked.slice(2)).toEqual([`DELETE ${path}`]);
  expect(writer.namespaces()).toEqual([]);
});

test('reports of an earlier process are told; they are written where they would say something else, and deleted', async () => {
  const { asked, writer } = writing(stored(contentOf(report)));
  const told: string[] = [];
  await writer.restore(new AbortController().signal, namespace => told.push(namespace));
  expect(told).toEqual(['shop']);
  const query = '?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dkubectl-fleet&limit=500';
  expect(asked.splice(0)).toEqual([
    `LIST /apis/openreports.io/v1alpha1/reports${query}`,
    `LIST /apis/openreports.io/v1alpha1/clusterreports${query}`,
  ]);
  await writer.write('shop', report);
  expect(asked).toEqual([]);
  await writer.write('shop', graver);
  await writer.write('shop', undefined);
  expect(asked).toEqual([`GET ${path}`, `PUT ${path}?fieldManager=kubectl-fleet`, `DELETE ${path}`]);
});

test.each([
  { code: 'OBJECT_MISSING', message: 'namespaces "shop" not found' },
  { code: 'OBJECT_FORBIDDEN', message: 'forbidden: NamespaceTerminating' },
] as const)('a namespace that is about to go gets no report: $code', async refusal => {
  const { writer } = writing(undefined, refusal);
  await writer.write('shop', report);
  expect(writer.namespaces()).toEqual([]);
});

test('what cannot be written is said, and tried the next time', async () => {
  const { asked, writer } = writing(undefined, { code: 'OBJECT_FORBIDDEN', message: 'no right to create' });
  await expect(writer.write('shop', report)).rejects.toThrow('no right to create');
  await expect(writer.write('shop', graver)).rejects.toThrow('no right to create');
  expect(asked).toHaveLength(4);
});
