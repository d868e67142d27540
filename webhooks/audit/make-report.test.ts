import { expect, test } from 'vitest';
import type { RuleMetadata } from '../../policies/rules/rule-metadata.ts';
import { entryOf } from './ledger.fixture.ts';
import type { StoredFinding } from './findings.ts';
import { makeReport } from './make-report.ts';
import { paced } from './pace.ts';

const metadata: Record<string, RuleMetadata> = {
  'no-pets': {
    title: 'No pets',
    description: 'A pet.',
    custom: {
      action: 'deny',
      severity: 'high',
      antipattern: 'clusters as pets',
      why: 'cattle is easier',
      fix: 'give it a number',
      needs: ['object'],
      misses: [],
    },
  },
};
const report = (entries: ReturnType<typeof entryOf>[], unlisted = {}) =>
  makeReport({ entries, unlisted }, metadata, paced(1));
const finding = (changes: Partial<StoredFinding>): StoredFinding => ({
  rule: 'no-pets',
  action: 'warn',
  path: '',
  message: '',
  ...changes,
});

test('a finding becomes a result with the metadata of its rule', async () => {
  expect(await report([entryOf()])).toEqual({
    summary: { pass: 0, fail: 1, warn: 0, error: 0, skip: 0 },
    results: [
      {
        source: 'kubectl-fleet',
        policy: 'no-pets',
        category: 'clusters as pets',
        severity: 'high',
        result: 'fail',
        scored: true,
        message: 'cart is a pet',
        resources: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'cart', uid: 'c0ffee' }],
        properties: {
          mode: 'deny',
          path: 'spec',
          fix: 'give it a number',
          why: 'cattle is easier',
          more: 'kubectl fleet explain no-pets',
          doc: 'https://example.org/no-pets',
        },
      },
    ],
    unlisted: {},
  });
});

test('without findings, or with exempted ones alone, there is no report', async () => {
  expect(await report([])).toBeUndefined();
  expect(await report([entryOf({ findings: [], exempted: 2 })])).toBeUndefined();
});

test('objects without derived annotations are one result, whatever their number', async () => {
  const unowned = Array.from({ length: 12 }, (_, index) =>
    entryOf({ name: `web-${index}`, findings: [], isUnowned: true }),
  );
  const told = await report(unowned, { '/Pod': { unowned: 1, skip: 2 } });
  expect(told).toMatchObject({
    summary: { fail: 0, warn: 1, skip: 2 },
    results: [
      {
        policy: 'ownership-missing',
        severity: 'info',
        result: 'warn',
        message:
          '13 objects lack annotations of the fleet as they should be, which the next write brings: 1 Pod, 12 Deployment',
        resources: { length: 10 },
        properties: { objects: '13' },
      },
    ],
    unlisted: { '/Pod': { unowned: 1, skip: 2 }, 'apps/Deployment': { unowned: 12 } },
  });
});

test('of many findings the gravest are listed and the others are counted', async () => {
  const many = Array.from({ length: 500 }, (_, index) =>
    entryOf({ name: `web-${index}`, findings: [finding({ action: index % 5 === 0 ? 'deny' : 'warn' })] }),
  );
  const told = await report([...many, entryOf({ findings: [finding({ action: 'error' })] })]);
  expect(told?.summary).toEqual({ pass: 0, fail: 100, warn: 400, error: 1, skip: 0 });
  expect(told?.results.map(({ result }) => result)).toEqual(Array(100).fill('fail'));
  expect(told?.unlisted).toEqual({ 'apps/Deployment': { warn: 400, error: 1 } });
});

test('with messages of any length a report stays below the limit of the API server', async () => {
  const long = 'x'.repeat(1_000_000);
  const many = Array.from({ length: 200 }, (_, index) =>
    entryOf({ name: `web-${index}`, findings: [finding({ message: long, fix: long })] }),
  );
  expect(JSON.stringify(await report(many)).length).toBeLessThan(300_000);
});
