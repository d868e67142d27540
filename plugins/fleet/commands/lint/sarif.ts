import { createHash } from 'node:crypto';
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Location, Log, Notification, Region, ReportingDescriptor, Result } from 'sarif';
import { explainCommand } from '../../../../policies/review/explanation.ts';
import type { RuleMetadata } from '../../../../policies/rules/rule-metadata.ts';
import type { Lint, LintFinding } from './report.ts';
import type { Problem } from '../../manifests/manifest.ts';
import { version } from '../../command-line/version.ts';
import { json } from '../../output/format.ts';

/**
 * Returns a log in SARIF 2.1.0, which code scanning of GitHub, GitLab and Azure DevOps and many
 * editors read.
 */
export function sarif({ report, words, pages }: Lint): string {
  const texts = pages();
  const rules = Object.entries(words())
    .map(([id, said]) => descriptor(id, said, texts[id]))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'kubectl-fleet', version, rules },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.errors === undefined,
            toolExecutionNotifications: (report.errors ?? []).map(notification),
          },
        ],
        results: report.findings.map(finding => result(finding, rules)),
      },
    ],
  };
  return json(log);
}

/**
 * Returns the descriptor of a rule.
 * @param page page of the rule in Markdown
 */
function descriptor(
  id: string,
  { title, description, doc, custom }: RuleMetadata,
  page: string | undefined,
): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: {
      text: `Why: ${custom.why}\nFix: ${custom.fix}\nMore: ${explainCommand(id)}`,
      ...(page !== undefined && { markdown: page }),
    },
    ...(doc !== undefined && { helpUri: doc }),
    defaultConfiguration: { level: levels[custom.action] },
    properties: { severity: custom.severity, tags: [custom.antipattern] },
  };
}

const levels = { deny: 'error', warn: 'warning', audit: 'note' } as const;

function result(finding: LintFinding, rules: readonly ReportingDescriptor[]): Result {
  const { rule, action, message, fix, source, at, object, path } = finding;
  const { apiVersion, kind, namespace, name } = object;
  const title = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  const region = at === undefined ? { startLine: source.line } : { startLine: at.line, startColumn: at.column };
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[action],
    message: { text: `${message}\nFix: ${fix}` },
    locations: [
      {
        ...location(source.file, region),
        logicalLocations: [{ fullyQualifiedName: `${title}: ${path}`, kind: 'member' }],
      },
    ],
    // The fingerprint has no line, so that a finding keeps it if lines above it change.
    partialFingerprints: {
      'finding/v1': createHash('sha256')
        .update(JSON.stringify([rule, apiVersion, kind, namespace, name, path, source.renderedFrom]))
        .digest('hex'),
    },
  };
}

function notification({ file, line, column, message }: Problem): Notification {
  return {
    level: 'error',
    message: { text: message },
    locations: [location(file, { startLine: line, startColumn: column })],
  };
}

/** Returns a location. GitHub requires a line, so a rendered or unreadable file gets line 1. */
function location(file: string, { startLine = 1, startColumn }: Region): Location {
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(file),
      region: startColumn === undefined ? { startLine } : { startLine, startColumn },
    },
  };
}

/**
 * Returns the address of a file. A relative path starts at the working directory, usually the root
 * of the repository.
 */
function artifactLocation(file: string): ArtifactLocation {
  if (file === '-') return { uri: 'stdin' };
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
