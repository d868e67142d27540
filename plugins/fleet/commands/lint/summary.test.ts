import { expect, test } from 'vitest';
import type { LintReport } from './report.ts';
import { lintSummary } from './summary.ts';

const summary = { objects: 12, deny: 2, warn: 1, audit: 0 };

function report(more: Partial<LintReport>): LintReport {
  return { apiVersion: 'kubectl-fleet.io/v1alpha1', kind: 'LintReport', summary, findings: [], ...more };
}

test('objects, files, findings and errors are counted', () => {
  const one = report({ summary: { objects: 1, deny: 1, warn: 0, audit: 0 } });
  expect(lintSummary(one, { files: 1, folders: 0 })).toEqual(['1 object in 1 file: 1 denied, 0 warnings, 0 audit']);
  expect(lintSummary(report({}), { files: 4, folders: 0 })).toEqual([
    '12 objects in 4 files: 2 denied, 1 warning, 0 audit',
  ]);
  const errors = [{ file: 'a.yaml', message: 'permission denied' }];
  expect(lintSummary(report({ errors }), { files: 4, folders: 2 })).toEqual([
    '12 objects in 4 files and 2 rendered folders: 2 denied, 1 warning, 0 audit; 1 error',
  ]);
});

test('objects that were not followed are counted once, for however many reasons', () => {
  const entry = { object: 'Application a', source: { file: 'a.yaml' } };
  const notFollowed = ['one', 'two'].map(reason => ({ ...entry, reason }));
  const errors = [{ file: 'a.yaml', message: 'permission denied' }];
  expect(lintSummary(report({ errors, notFollowed }), { files: 4, folders: 0 })).toEqual([
    '12 objects in 4 files: 2 denied, 1 warning, 0 audit; 1 object not followed; 1 error',
  ]);
});

test('a gate says what it was told to leave out', () => {
  expect(lintSummary(report({}), { files: 4, folders: 0, leftOut: 3 })[0]).toBe(
    '3 paths left out by --exclude or an ignore file',
  );
  expect(lintSummary(report({}), { files: 4, folders: 0, leftOut: 0 })).toHaveLength(1);
});

test('skipped files are counted, with how to judge what is made of them', () => {
  const files = {
    chart: ['Chart.yaml', 'values.yaml'],
    kustomization: ['a/kustomization.yaml'],
    template: ['c.yaml'],
    'not-kubernetes': ['b'],
  };
  expect(lintSummary(report({ skipped: { count: 5, files } }), { files: 4, folders: 0 })).toEqual([
    '5 files skipped: not Kubernetes objects; --strict makes them errors',
    '  of charts: 2; --helm judges what charts make',
    '  kustomizations: 1; --kustomize judges what they make',
    '  other templates: 1; lint what they make',
    '12 objects in 4 files: 2 denied, 1 warning, 0 audit',
  ]);
  const one = { count: 1, files: { 'not-kubernetes': ['b'] } };
  expect(lintSummary(report({ skipped: one }), { files: 4, folders: 0 })[0]).toBe(
    '1 file skipped: not a Kubernetes object; --strict makes it an error',
  );
});
