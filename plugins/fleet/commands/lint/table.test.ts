import { expect, test } from 'vitest';
import type { LintFinding, LintReport } from './report.ts';
import { lintTable } from './table.ts';

const source = { file: 'deploy/db.yaml', line: 3 };
const finding: LintFinding = {
  rule: 'no-federated-stateful',
  action: 'deny',
  object: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'prod', name: 'db' },
  path: 'metadata.labels[a]',
  message: 'StatefulSet prod/db was placed here by Karmada (Work db-86699dc9c8, label karmada.io/managed).',
  why: 'two copies of a database that do not know of each other are not one database',
  fix: 'deploy it by itself',
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
  expect(lintTable(report([finding]), false).split('\n')).toEqual([
    'deploy/db.yaml:3  deny  no-federated-stateful',
    '  StatefulSet prod/db was placed here by Karmada (Work db-86699dc9c8, label',
    '  karmada.io/managed).',
    '    at    metadata.labels[a]',
    '    why   two copies of a database that do not know of each other are not one',
    '          database',
    '    fix   deploy it by itself',
    '    more  kubectl fleet explain no-federated-stateful',
  ]);
});

test('where the page of the rule is published, its address stands below', () => {
  const lines = lintTable(report([{ ...finding, doc: 'https://example.org/no-federated-stateful' }]), false).split(
    '\n',
  );
  expect(lines.slice(-2)).toEqual([
    '    more  kubectl fleet explain no-federated-stateful',
    '    page  https://example.org/no-federated-stateful',
  ]);
});

test('what one rule finds twice in one object is explained once', () => {
  const second = { ...finding, message: 'And here.', path: 'spec' };
  const elsewhere = { ...finding, message: 'There.', source: { file: 'deploy/db.yaml', line: 40 } };
  expect(lintTable(report([finding, second, elsewhere]), false).split('\n')).toEqual([
    'deploy/db.yaml:3  deny  no-federated-stateful',
    '  StatefulSet prod/db was placed here by Karmada (Work db-86699dc9c8, label',
    '  karmada.io/managed).',
    '    at    metadata.labels[a]',
    '  And here.',
    '    at    spec',
    '    why   two copies of a database that do not know of each other are not one',
    '          database',
    '    fix   deploy it by itself',
    '    more  kubectl fleet explain no-federated-stateful',
    '',
    'deploy/db.yaml:40  deny  no-federated-stateful',
    '  There.',
    '    at    metadata.labels[a]',
    '    why   two copies of a database that do not know of each other are not one',
    '          database',
    '    fix   deploy it by itself',
    '    more  kubectl fleet explain no-federated-stateful',
  ]);
});

test('another action or another fix is explained by itself', () => {
  const warning: LintFinding = { ...finding, action: 'warn' };
  const otherFix = { ...warning, fix: 'let the operator do it' };
  const heads = lintTable(report([finding, warning, otherFix]), false)
    .split('\n')
    .filter(line => line.startsWith('deploy/'));
  expect(heads).toEqual([
    'deploy/db.yaml:3  deny  no-federated-stateful',
    'deploy/db.yaml:3  warn  no-federated-stateful',
    'deploy/db.yaml:3  warn  no-federated-stateful',
  ]);
});

test('what stands in a file has the line of its path, and what was rendered none', () => {
  const [, ...placed] = lintTable(report([{ ...finding, at: { line: 7, column: 5 } }]), false).split('\n');
  expect(placed[2]).toBe('    at    metadata.labels[a], line 7');
  const rendered = lintTable(report([{ ...finding, source: { file: 'base/db.yaml', renderedFrom: 'prod' } }]), false);
  expect(rendered.split('\n')[0]).toBe('base/db.yaml (rendered from prod)  deny  no-federated-stateful');
});

test('no findings are no text', () => {
  expect(lintTable(report([]), false)).toBe('');
});

test('what a rule says of many objects is one block with a count and the first places', () => {
  const many = Array.from({ length: 242 }, (_, index) => ({
    ...finding,
    message: `Number ${index}.`,
    source: { file: `deploy/${index}.yaml`, line: 3 },
  }));
  const other = { ...finding, fix: 'let the operator do it', source: { file: 'deploy/x.yaml' } };
  const text = lintTable(report([...many, other]), false);
  expect(text.split('\n')).toEqual([
    'deploy/0.yaml:3  deny  no-federated-stateful  (242 times)',
    '  Number 0.',
    '    at    metadata.labels[a]',
    '    why   two copies of a database that do not know of each other are not one',
    '          database',
    '    fix   deploy it by itself',
    '    more  kubectl fleet explain no-federated-stateful',
    '    also  deploy/1.yaml:3',
    '          deploy/2.yaml:3',
    '          deploy/3.yaml:3',
    '          and 238 more times; --all shows them',
    '',
    ...lintTable(report([other]), false).split('\n'),
  ]);
  expect(lintTable(report([...many, other]), true).match(/^deploy/gm)).toHaveLength(243);
});

test('four objects are one block that names them all, three have a block each', () => {
  const alike = ['a', 'b', 'c', 'd'].map(name => ({ ...finding, source: { file: `${name}.yaml` } }));
  const lines = lintTable(report(alike), false).split('\n');
  expect([lines[0], ...lines.slice(-3)]).toEqual([
    'a.yaml  deny  no-federated-stateful  (4 times)',
    '    also  b.yaml',
    '          c.yaml',
    '          d.yaml',
  ]);
  expect(lintTable(report(alike.slice(1)), false).match(/^\w\.yaml {2}deny {2}no-federated-stateful$/gm)).toHaveLength(
    3,
  );
});
