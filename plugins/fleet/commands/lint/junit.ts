import { explanationOf } from '../../../../policies/review/explanation.ts';
import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import type { Lint, LintFinding } from './report.ts';
import { displayName, type Manifest, type Problem, type ManifestSource } from '../../manifests/manifest.ts';
import { element, escapeXml } from './xml.ts';

/**
 * Returns a test report as Jenkins and GitLab read it: a suite for each file, a test for each
 * object in it. Findings whose action fails the lint are failures; other findings are output of the
 * test. A problem is a test that ends in an error.
 */
export function junit({ report, manifests, failing }: Lint): string {
  const findings = grouped(report.findings, ({ source }) => source);
  const tests = [
    ...manifests.manifests.map(manifest => ofManifest(manifest, findings.get(manifest.source) ?? [], failing)),
    ...(report.errors ?? []).map(ofProblem),
  ];
  const suites = [...grouped(tests, ({ file }) => file)].map(([file, ofFile]) => {
    return element('testsuite', { name: file, ...counts(ofFile) }, ofFile.map(testcase));
  });
  const name = 'kubectl fleet lint';
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name, ...counts(tests) }, suites)}`;
}

interface Test {
  name: string;
  file: string;
  error?: string;
  failures: readonly LintFinding[];
  others: readonly LintFinding[];
}

function ofManifest({ object, source }: Manifest, findings: readonly LintFinding[], failing: readonly string[]): Test {
  return {
    name: `${displayName(object)}${lineOf(source)}`,
    file: source.file,
    failures: findings.filter(({ action }) => failing.includes(action)),
    others: findings.filter(({ action }) => !failing.includes(action)),
  };
}

function ofProblem({ message, ...source }: Problem): Test {
  return { name: `not judged${lineOf(source)}`, file: source.file, error: message, failures: [], others: [] };
}

function lineOf({ line }: ManifestSource): string {
  return line === undefined ? '' : `, line ${line}`;
}

function counts(tests: readonly Test[]): Record<string, number> {
  return {
    tests: tests.length,
    failures: tests.filter(({ failures }) => failures.length > 0).length,
    errors: tests.filter(({ error }) => error !== undefined).length,
  };
}

/**
 * Returns one test. All failures of an object are one element, because most readers show only the
 * first.
 */
function testcase({ name, file, error, failures, others }: Test): string {
  const [first] = failures;
  return element('testcase', { name, classname: file }, [
    ...(error === undefined ? [] : [element('error', { message: error })]),
    ...(first === undefined
      ? []
      : [element('failure', { type: first.rule, message: first.message }, [escapeXml(textOf(failures))])]),
    ...(others.length === 0 ? [] : [element('system-out', {}, [escapeXml(textOf(others))])]),
  ]);
}

function textOf(findings: readonly LintFinding[]): string {
  return findings
    .map(finding => {
      const { action, rule, message, path, at } = finding;
      return [
        `${action} ${rule}: ${message}`,
        `at ${path}${at === undefined ? '' : `, line ${at.line}`}`,
        ...explanationOf(finding).map(({ label, text }) => `${label}: ${text}`),
      ].join('\n');
    })
    .join('\n\n');
}
