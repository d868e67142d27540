import { expect, test } from 'vitest';
import { contentDigest, isStoredReport, reportApis, reportObject, storedDigest, storedUnlisted } from './report-api.ts';
import type { Report, ReportResult } from './report.ts';

const result = (name: string): ReportResult => ({
  source: 'kubectl-fleet',
  policy: 'no-pets',
  result: 'fail',
  message: `${name} is a pet`,
  resources: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name }],
  properties: { mode: 'deny', path: 'spec' },
});
const report = (...names: string[]): Report => ({
  summary: { pass: 0, fail: names.length, warn: 0, error: 0, skip: 0 },
  results: names.map(result),
  unlisted: { 'apps/Deployment': { warn: 3 } },
});
const owner = { apiVersion: 'v1', kind: 'Owner', name: 'webhook', uid: 'c0ffee' };
const at = (time: string) => ({ owner, before: undefined, now: new Date(time) });
const seconds = (time: string) => ({ seconds: Date.parse(time) / 1000, nanos: 0 });
const [yesterday, today] = ['2026-11-22T12:00:00Z', '2026-11-23T12:00:00Z'];

test('a report of a namespace has a scope and an owner reference', () => {
  expect(reportObject(reportApis.openreports, 'shop', report('cart'), at(today))).toEqual({
    apiVersion: 'openreports.io/v1alpha1',
    kind: 'Report',
    metadata: {
      name: 'kubectl-fleet',
      namespace: 'shop',
      labels: { 'app.kubernetes.io/managed-by': 'kubectl-fleet' },
      annotations: {
        'kubectl-fleet.io/content': contentDigest(report('cart')),
        'kubectl-fleet.io/unlisted': '{"apps/Deployment":{"warn":3}}',
      },
      ownerReferences: [owner],
    },
    scope: { apiVersion: 'v1', kind: 'Namespace', name: 'shop' },
    source: 'kubectl-fleet',
    configuration: { limits: { maxResults: 101, statusFilter: ['fail', 'warn', 'error'] } },
    summary: { pass: 0, fail: 1, warn: 0, error: 0, skip: 0 },
    results: [{ ...result('cart'), timestamp: seconds(today) }],
  });
});

test('a report of the older API has no source, and one of the cluster no scope', () => {
  const object = reportObject(reportApis.wgpolicyk8s, '', report('cart'), at(today));
  expect(object).toMatchObject({ apiVersion: 'wgpolicyk8s.io/v1alpha2', kind: 'ClusterPolicyReport' });
  expect(Object.keys(object)).toEqual(['apiVersion', 'kind', 'metadata', 'summary', 'results']);
});

test('a finding of the stored report keeps its time', () => {
  const before = { ...reportObject(reportApis.openreports, 'shop', report('cart'), at(yesterday)) };
  const stored = { ...before, metadata: { resourceVersion: '7', annotations: { 'kubectl-fleet.io/unlisted': '{' } } };
  if (!isStoredReport(stored)) throw new Error('it is as it was written');
  expect(
    reportObject(reportApis.openreports, 'shop', report('cart', 'web'), { ...at(today), before: stored }),
  ).toMatchObject({
    metadata: { resourceVersion: '7' },
    results: [{ timestamp: seconds(yesterday) }, { timestamp: seconds(today) }],
  });
  expect(storedDigest(stored)).toBe('');
  expect(storedUnlisted(stored)).toEqual({});
});
