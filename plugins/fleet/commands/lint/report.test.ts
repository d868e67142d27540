import { expect, test } from 'vitest';
import type { Finding } from '../../../../policies/review/finding.ts';
import { EngineError } from '../../../../policies/engine/errors.ts';
import type { ReviewInput } from '../../../../policies/review/review-input.ts';
import { lintReport } from './report.ts';
import { parseDocuments } from '../../../../kubernetes/yaml/parse-documents.ts';

const circumstances = { now: new Date('2026-01-31T12:00:00Z'), cluster: {}, settings: {} };

function finding(action: Finding['action'], rule: string): Finding {
  const object = { apiVersion: 'v1', kind: 'Pod', namespace: '', name: 'a' };
  return { rule, action, object, path: 'spec', message: 'm', why: 'w', fix: 'f', doc: 'd' };
}

function manifest(name: string, file: string, line: number) {
  return { object: { apiVersion: 'v1', kind: 'Pod', metadata: { name } }, source: { file, line } };
}

/** Engine whose answer depends only on the object's name. */
function engine(decide: (name: string) => Finding[]): Parameters<typeof lintReport>[1] {
  return {
    decide: ({ name }) => ({ allowed: true, findings: decide(name) }),
    rules: () => ['r1'],
    reads: () => [],
    reviewedKinds: () => [],
    readFacts: () => ({}),
  };
}

test('findings are counted by action and sorted by file and line, those of one object left in order', () => {
  const manifests = [manifest('x', 'b.yaml', 1), manifest('y', 'a.yaml', 20), manifest('z', 'a.yaml', 3)];
  const answers: Record<string, Finding[]> = {
    x: [finding('audit', 'r3')],
    y: [finding('deny', 'r2'), finding('warn', 'r1')],
    z: [finding('deny', 'r1')],
  };
  const report = lintReport(
    { manifests, problems: [], files: 2, folders: 0, skipped: [] },
    engine(name => answers[name] ?? []),
    circumstances,
  );
  expect(report).toEqual({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'LintReport',
    summary: { objects: 3, deny: 2, warn: 1, audit: 1 },
    findings: [
      { ...finding('deny', 'r1'), source: { file: 'a.yaml', line: 3 } },
      { ...finding('deny', 'r2'), source: { file: 'a.yaml', line: 20 } },
      { ...finding('warn', 'r1'), source: { file: 'a.yaml', line: 20 } },
      { ...finding('audit', 'r3'), source: { file: 'b.yaml', line: 1 } },
    ],
  });
});

test('an object that the rules cannot be asked about is an error, and the others are judged', () => {
  const manifests = [manifest('bad', 'a.yaml', 1), manifest('good', 'a.yaml', 9)];
  const problems = [{ file: 'b.yaml', message: 'permission denied' }];
  const answer = (name: string) => {
    if (name === 'bad') throw new EngineError('EVALUATION_FAILED', 'fleet/main/decision: out of memory');
    return [finding('warn', 'r1')];
  };
  expect(lintReport({ manifests, problems, files: 1, folders: 0, skipped: [] }, engine(answer), circumstances)).toEqual(
    {
      apiVersion: 'kubectl-fleet.io/v1alpha1',
      kind: 'LintReport',
      summary: { objects: 2, deny: 0, warn: 1, audit: 0 },
      findings: [{ ...finding('warn', 'r1'), source: { file: 'a.yaml', line: 9 } }],
      errors: [
        { file: 'a.yaml', line: 1, message: 'could not be judged: fleet/main/decision: out of memory' },
        { file: 'b.yaml', message: 'permission denied' },
      ],
    },
  );
});

test('what is found in several objects of one file is said once, and what is not followed is told', () => {
  const manifests = [manifest('x', 'a.yaml', 1), manifest('y', 'a.yaml', 1)];
  const notFollowed = [
    { object: 'Application a', reason: 'its path is templated', source: { file: 'b.yaml', line: 1 } },
  ];
  const answer = (name: string) => [finding('deny', 'r1'), ...(name === 'y' ? [finding('warn', 'r2')] : [])];
  const report = lintReport(
    { manifests, problems: [], notFollowed, skipped: [], files: 2, folders: 0 },
    engine(answer),
    circumstances,
  );
  expect(report).toMatchObject({ summary: { objects: 2, deny: 1, warn: 1 }, notFollowed });
  expect(report.findings.map(({ rule }) => rule)).toEqual(['r1', 'r2']);
});

test('any other failure ends the lint', () => {
  const broken = engine(() => {
    throw new TypeError('not foreseen');
  });
  const lint = () =>
    lintReport(
      { manifests: [manifest('x', 'a.yaml', 1)], problems: [], files: 1, folders: 0, skipped: [] },
      broken,
      circumstances,
    );
  expect(lint).toThrow(new TypeError('not foreseen'));
});

test('exemptions among the manifests count for all of them, but not one that cannot be used', () => {
  const exemption = (name: string, rule: string) => ({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetExemption',
    metadata: { name },
    spec: {
      rules: [rule],
      objects: { names: ['x'] },
      owner: 'shop',
      reason: 'moves',
      ticket: 'OPS-12',
      expiresAt: '2026-02-28',
    },
  });
  const manifests = [
    manifest('x', 'a.yaml', 1),
    { object: exemption('good', 'r1'), source: { file: 'a.yaml', line: 5 } },
    { object: exemption('bad', 'r2'), source: { file: 'b.yaml', line: 7 } },
    { object: { ...exemption('newer', 'r1'), apiVersion: 'kubectl-fleet.io/v1' }, source: { file: 'c.yaml', line: 1 } },
    { object: { ...exemption('foreign', 'r1'), apiVersion: 'example.com/v1' }, source: { file: 'd.yaml', line: 1 } },
  ];
  const seen: unknown[] = [];
  const silent = engine(() => []);
  const watching = {
    ...silent,
    decide: (input: ReviewInput) => {
      seen.push(input.exemptions);
      return silent.decide(input);
    },
  };
  const report = lintReport({ manifests, problems: [], files: 4, folders: 0, skipped: [] }, watching, circumstances);
  expect(new Set(seen).size).toBe(1);
  expect(seen[0]).toEqual([exemption('good', 'r1')]);
  expect(report.errors).toEqual([
    { file: 'b.yaml', line: 7, message: 'FleetExemption: spec.rules[0] r2 is no rule; there are: r1' },
    { file: 'c.yaml', line: 1, message: 'FleetExemption: apiVersion must be kubectl-fleet.io/v1alpha1' },
  ]);
});

test('a finding knows where in the file its path is', () => {
  const [document] = parseDocuments('# why\nmetadata:\n  name: x\nspec: {}\n').documents;
  if (document === undefined) throw new Error('there is a document');
  const manifests = [{ ...manifest('x', 'a.yaml', 2), text: { document, path: [] } }];
  const { findings } = lintReport(
    { manifests, problems: [], files: 1, folders: 0, skipped: [] },
    engine(() => [finding('deny', 'r1')]),
    circumstances,
  );
  expect(findings).toEqual([
    { ...finding('deny', 'r1'), source: { file: 'a.yaml', line: 2 }, at: { line: 4, column: 1 } },
  ]);
});

test('skipped files stand in the report by why they are skipped, and rules that are left out are not asked', () => {
  const asked: unknown[] = [];
  const silent = engine(() => []);
  const watching = {
    ...silent,
    decide: (input: ReviewInput, without?: readonly string[]) => {
      asked.push(without);
      return silent.decide(input);
    },
  };
  const skipped = [
    { file: 'b/values.yaml', reason: 'chart' as const },
    { file: 'a.json', reason: 'not-kubernetes' as const },
    { file: 'b/Chart.yaml', reason: 'chart' as const },
  ];
  const manifests = [manifest('x', 'a.yaml', 1)];
  const without = { ...circumstances, without: ['r1'] };
  const report = lintReport({ manifests, problems: [], files: 1, folders: 0, skipped }, watching, without);
  expect(report.skipped).toEqual({
    count: 3,
    files: { chart: ['b/values.yaml', 'b/Chart.yaml'], 'not-kubernetes': ['a.json'] },
  });
  expect(asked).toEqual([['r1']]);
});
