import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { version } from '../../command-line/version.ts';
import { clean, lint } from './lint.fixture.ts';
import { sarif } from './sarif.ts';

const ajv = new Ajv.default({ strict: false, unicodeRegExp: false });
formats.default(ajv);
const isSarif = ajv.compile(schema);

/** Returns the errors of a log by the schema of SARIF 2.1.0. */
function faultsOf(log: unknown): string {
  return isSarif(log) ? '' : ajv.errorsText(isSarif.errors);
}

const partialFingerprints = { 'finding/v1': '64 hexadecimal digits' };
const db = { uri: 'deploy/db%3A%20a%2Cb.yaml', uriBaseId: '%SRCROOT%' };

test('rules, findings and what could not be judged are in the log', () => {
  const text = sarif(lint).replaceAll(/[0-9a-f]{64}/g, '64 hexadecimal digits');
  expect(JSON.parse(text)).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'kubectl-fleet',
            version,
            rules: [
              {
                id: 'no-federated-stateful',
                shortDescription: { text: 'No federated state' },
                fullDescription: { text: 'A database in two places.' },
                help: {
                  text: 'Why: two databases & one name\nFix: deploy it by itself\nMore: kubectl fleet explain no-federated-stateful',
                  markdown: '# no-federated-stateful\n',
                },
                defaultConfiguration: { level: 'error' },
                properties: { severity: 'critical', tags: ['federated state'] },
              },
              {
                id: 'ownership-required',
                shortDescription: { text: 'Ownership required' },
                fullDescription: { text: 'A namespace without an owner.' },
                help: {
                  text: 'Why: nobody answers for it\nFix: name an owner\nMore: kubectl fleet explain ownership-required',
                },
                helpUri: 'https://example.org/rules/ownership-required',
                defaultConfiguration: { level: 'warning' },
                properties: { severity: 'low', tags: ['cattle'] },
              },
            ],
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: false,
            toolExecutionNotifications: [
              {
                level: 'error',
                message: { text: 'duplicated mapping key' },
                locations: [
                  {
                    physicalLocation: {
                      artifactLocation: { uri: 'b.yaml', uriBaseId: '%SRCROOT%' },
                      region: { startLine: 3, startColumn: 7 },
                    },
                  },
                ],
              },
              {
                level: 'error',
                message: { text: 'permission denied' },
                locations: [
                  {
                    physicalLocation: {
                      artifactLocation: { uri: 'c.yaml', uriBaseId: '%SRCROOT%' },
                      region: { startLine: 1 },
                    },
                  },
                ],
              },
            ],
          },
        ],
        results: [
          {
            ruleId: 'no-federated-stateful',
            ruleIndex: 0,
            level: 'error',
            message: { text: 'StatefulSet prod/db is "100%" <here>.\nFix: deploy it by itself' },
            locations: [
              {
                physicalLocation: { artifactLocation: db, region: { startLine: 7, startColumn: 5 } },
                logicalLocations: [{ fullyQualifiedName: 'StatefulSet prod/db: metadata.labels[a]', kind: 'member' }],
              },
            ],
            partialFingerprints,
          },
          {
            ruleId: 'no-federated-stateful',
            ruleIndex: 0,
            level: 'note',
            message: { text: 'And\nhere.\nFix: deploy it by itself' },
            locations: [
              {
                physicalLocation: { artifactLocation: db, region: { startLine: 9, startColumn: 1 } },
                logicalLocations: [{ fullyQualifiedName: 'StatefulSet prod/db: spec', kind: 'member' }],
              },
            ],
            partialFingerprints,
          },
          {
            ruleId: 'ownership-required',
            ruleIndex: 1,
            level: 'warning',
            message: { text: 'Namespace prod has no owner.\nFix: name an owner' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'charts/cart/templates/web.yaml', uriBaseId: '%SRCROOT%' },
                  region: { startLine: 1 },
                },
                logicalLocations: [{ fullyQualifiedName: 'Namespace prod: metadata.annotations', kind: 'member' }],
              },
            ],
            partialFingerprints,
          },
        ],
      },
    ],
  });
});

test('the log is SARIF 2.1.0', () => {
  expect([lint, clean].map(one => faultsOf(JSON.parse(sarif(one))))).toEqual(['', '']);
  expect(faultsOf({ version: '2.1.0', runs: [{}] })).toBe("data/runs/0 must have required property 'tool'");
});

test('a finding is known again where it has another line or file, and only there', () => {
  const fingerprints = (text: string) =>
    [...text.matchAll(/"finding\/v1": "([0-9a-f]{64})"/g)].map(([, print]) => print);
  const moved = {
    ...lint,
    report: {
      ...lint.report,
      findings: lint.report.findings.map(one => ({
        ...one,
        source: { ...one.source, file: 'x.yaml', line: 1 },
        at: { line: 1, column: 1 },
      })),
    },
  };
  expect(new Set(fingerprints(sarif(lint))).size).toBe(3);
  expect(fingerprints(sarif(moved))).toEqual(fingerprints(sarif(lint)));
});

test('a path outside the working directory and standard input have addresses too', () => {
  const errors = ['/a b/c.yaml', '../d.yaml', '-'].map(file => ({ file, message: 'no kind' }));
  const text = sarif({ ...clean, report: { ...clean.report, errors } });
  expect([...text.matchAll(/"uri": "(.*)"/g)].map(([, uri]) => uri)).toEqual([
    'file:///a%20b/c.yaml',
    '../d.yaml',
    'stdin',
  ]);
  expect(faultsOf(JSON.parse(text))).toBe('');
});
