import { expect, test } from 'vitest';
import type { RuleWords } from '../../policies/engine/rule-metadata.ts';
import { entryOf } from './ledger.fixture.ts';
import type { Violation } from './ledger.ts';
import { paced } from './pace.ts';
import { reportOf } from './report.ts';

const words: Record<string, RuleWords> = {
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
  reportOf({ entries, unlisted }, words, paced(1));
const violation = (changes: Partial<Violation>): Violation => ({
  rule: 'no-pets',
  mode: 'warn',
  path: '',
  message: '',
  ...changes,
});

test('a violation is told as a result, with the words of its rule', async () => {
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

test('where nothing is wrong, or all of it exempted, there is no report', async () => {
  expect(await report([])).toBeUndefined();
  expect(await report([entryOf({ violations: [], exempted: 2 })])).toBeUndefined();
});

test('objects without the annotations of the fleet are one result, whatever their number', async () => {
  const unowned = Array.from({ length: 12 }, (_, index) =>
    entryOf({ name: `web-${index}`, violations: [], isUnowned: true }),
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

test('of many the worst are told and the others are counted', async () => {
  const many = Array.from({ length: 500 }, (_, index) =>
    entryOf({ name: `web-${index}`, violations: [violation({ mode: index % 5 === 0 ? 'deny' : 'warn' })] }),
  );
  const told = await report([...many, entryOf({ violations: [violation({ mode: 'error' })] })]);
  expect(told?.summary).toEqual({ pass: 0, fail: 100, warn: 400, error: 1, skip: 0 });
  expect(told?.results.map(({ result }) => result)).toEqual(Array(100).fill('fail'));
  expect(told?.unlisted).toEqual({ 'apps/Deployment': { warn: 400, error: 1 } });
});

test('however long the messages are, a report is far from what the API server refuses', async () => {
  const long = 'x'.repeat(1_000_000);
  const many = Array.from({ length: 200 }, (_, index) =>
    entryOf({ name: `web-${index}`, violations: [violation({ message: long, fix: long })] }),
  );
  expect(JSON.stringify(await report(many)).length).toBeLessThan(300_000);
});
