import { expect, test } from 'vitest';
import type { LintReport } from './report.ts';
import { lintSummary, notFollowedNotes, errorText } from './stderr-lines.ts';

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

function entries(reason: string, names: readonly string[]) {
  return names.map(name => ({ object: `Application ${name}`, reason, source: { file: 'a.yaml', line: 1 } }));
}

test('a few objects are named each with the reason', () => {
  expect(notFollowedNotes(entries('its path is templated', ['a', 'b']))).toEqual([
    'note: Application a: its path is templated',
    'note: Application b: its path is templated',
  ]);
});

test('many of one reason are one note with the first of them', () => {
  const all = [...entries('one', ['a', 'b', 'c', 'd', 'e']), ...entries('other', ['a'])];
  expect(notFollowedNotes(all)).toEqual([
    'note: 5 objects were not followed: one: Application a, Application b,\n  Application c and 2 more',
    'note: Application a: other',
  ]);
});

test('of many reasons the first are told', () => {
  const all = Array.from({ length: 15 }, (_, index) => entries(`there is no folder ${index} here`, ['a'])).flat();
  const notes = notFollowedNotes(all);
  expect([notes.length, notes.at(-1)]).toEqual([11, 'note: 5 more notes are in the report of -o json']);
});

test('a problem of a single line is one line, however long', () => {
  const message = 'a word '.repeat(30).trim();
  expect(errorText({ file: 'a.yaml', line: 1, column: 2, message })).toBe(`error: a.yaml:1:2: ${message}`);
  expect(errorText({ file: 'web', message })).toBe(`error: web: ${message}`);
});

test('why a program failed keeps its lines, which fit a terminal', () => {
  const message = `helm template: web/a.yaml:1:2\n  executing:\n    ${'nil pointer '.repeat(8).trim()}`;
  expect(errorText({ file: 'web', message })).toBe(`error: web: helm template: web/a.yaml:1:2
    executing:
      nil pointer nil pointer nil pointer nil pointer nil pointer nil pointer
      nil pointer nil pointer`);
});
