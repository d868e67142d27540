import { expect, test } from 'vitest';
import type { LintFinding, LintReport } from '../manifests/lint-report.ts';
import { lintSummary, lintTable } from './lint-table.ts';

const source = { file: 'deploy/db.yaml', line: 3 };
const finding: LintFinding = {
  rule: 'no-federated-stateful',
  action: 'deny',
  object: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'prod', name: 'db' },
  path: 'metadata.labels[a]',
  message: 'StatefulSet prod/db was placed here by Karmada (Work db-86699dc9c8, label karmada.io/managed).',
  why: 'two copies of a database that do not know of each other are not one database',
  fix: 'deploy it by itself',
  doc: 'https://example.org/rules/no-federated-stateful',
  source,
};

function report(findings: readonly LintFinding[], more: Partial<LintReport> = {}): LintReport {
  return {
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'LintReport',
    summary: { objects: 1, deny: 1, warn: 0, audit: 0 },
    findings,
    ...more,
  };
}

test('a finding says where, what, why, what to do and where more is told', () => {
  expect(lintTable(report([finding])).split('\n')).toEqual([
    'deploy/db.yaml:3  deny  no-federated-stateful',
    '  StatefulSet prod/db was placed here by Karmada (Work db-86699dc9c8, label',
    '  karmada.io/managed).',
    '    at    metadata.labels[a]',
    '    why   two copies of a database that do not know of each other are not one',
    '          database',
    '    fix   deploy it by itself',
    '    more  https://example.org/rules/no-federated-stateful',
  ]);
});

test('what one rule finds twice in one object is explained once', () => {
  const second = { ...finding, message: 'And here.', path: 'spec' };
  const elsewhere = { ...finding, message: 'There.', source: { file: 'deploy/db.yaml', line: 40 } };
  expect(lintTable(report([finding, second, elsewhere])).split('\n')).toEqual([
    'deploy/db.yaml:3  deny  no-federated-stateful',
    '  StatefulSet prod/db was placed here by Karmada (Work db-86699dc9c8, label',
    '  karmada.io/managed).',
    '    at    metadata.labels[a]',
    '  And here.',
    '    at    spec',
    '    why   two copies of a database that do not know of each other are not one',
    '          database',
    '    fix   deploy it by itself',
    '    more  https://example.org/rules/no-federated-stateful',
    '',
    'deploy/db.yaml:40  deny  no-federated-stateful',
    '  There.',
    '    at    metadata.labels[a]',
    '    why   two copies of a database that do not know of each other are not one',
    '          database',
    '    fix   deploy it by itself',
    '    more  https://example.org/rules/no-federated-stateful',
  ]);
});

test('another action or another fix is explained by itself', () => {
  const warning: LintFinding = { ...finding, action: 'warn' };
  const otherFix = { ...warning, fix: 'let the operator do it' };
  const heads = lintTable(report([finding, warning, otherFix]))
    .split('\n')
    .filter(line => line.startsWith('deploy/'));
  expect(heads).toEqual([
    'deploy/db.yaml:3  deny  no-federated-stateful',
    'deploy/db.yaml:3  warn  no-federated-stateful',
    'deploy/db.yaml:3  warn  no-federated-stateful',
  ]);
});

test('what stands in a file has the line of its path, and what was rendered none', () => {
  const [, ...placed] = lintTable(report([{ ...finding, at: { line: 7, column: 5 } }])).split('\n');
  expect(placed[2]).toBe('    at    metadata.labels[a], line 7');
  const rendered = lintTable(report([{ ...finding, source: { file: 'base/db.yaml', renderedFrom: 'prod' } }]));
  expect(rendered.split('\n')[0]).toBe('base/db.yaml (rendered from prod)  deny  no-federated-stateful');
});

test('no findings are no text', () => {
  expect(lintTable(report([]))).toBe('');
});

test('the summary counts objects, files, findings and errors', () => {
  expect(lintSummary(report([finding]), { files: 1, folders: 0 })).toBe(
    '1 object in 1 file: 1 denied, 0 warnings, 0 audit',
  );
  const errors = [{ file: 'a.yaml', message: 'permission denied' }];
  const summary = { objects: 12, deny: 2, warn: 1, audit: 0 };
  expect(lintSummary(report([], { summary }), { files: 4, folders: 0 })).toBe(
    '12 objects in 4 files: 2 denied, 1 warning, 0 audit',
  );
  expect(lintSummary(report([], { summary, errors }), { files: 4, folders: 2 })).toBe(
    '12 objects in 4 files and 2 rendered folders: 2 denied, 1 warning, 0 audit; 1 error',
  );
});
