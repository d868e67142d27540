import { Type, type Static } from 'typebox';
import { explainCommand } from '../../policies/review/explanation.ts';
import { findingActions } from '../../policies/rules/finding-action.ts';
import type { RuleMetadata } from '../../policies/rules/rule-metadata.ts';
import { ownershipMissing, type CountsByType, type Entry, type StoredFinding } from './findings.ts';

const Subject = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  namespace: Type.Optional(Type.String()),
  name: Type.String(),
  uid: Type.Optional(Type.String()),
});
type Subject = Static<typeof Subject>;

/** A result in the form that both report APIs share. */
export const ReportResult = Type.Object({
  source: Type.String(),
  policy: Type.String(),
  category: Type.Optional(Type.String()),
  severity: Type.Optional(Type.String()),
  result: Type.Enum(['fail', 'warn', 'error']),
  scored: Type.Optional(Type.Boolean()),
  message: Type.String(),
  resources: Type.Array(Subject),
  properties: Type.Record(Type.String(), Type.String()),
  timestamp: Type.Optional(Type.Object({ seconds: Type.Integer(), nanos: Type.Integer() })),
});
export type ReportResult = Static<typeof ReportResult>;

/** Content of a report, without timestamps and without the envelope of its API. */
export interface Report {
  summary: { pass: number; fail: number; warn: number; error: number; skip: number };
  results: readonly ReportResult[];
  /** Counts of the findings that are not among the results. */
  unlisted: CountsByType;
}

/** Name of the program in each result. */
export const source = 'kubectl-fleet';

/** Most results of rules in a report. A result about ownership may come on top. */
export const mostResults = 100;

/** Characters of a message. A report of `mostResults` then stays below the API server's limit. */
const longestMessage = 1_000;

/** Result that a report shows for a finding, by the finding's action. */
export const resultOfAction = { deny: 'fail', warn: 'warn', audit: 'warn', error: 'error' } as const;

/** Returns the result for a finding. @param metadata of the rule; undefined if it is unknown */
export function findingResult(entry: Entry, finding: StoredFinding, metadata: RuleMetadata | undefined): ReportResult {
  const { rule, action, path, message, fix, doc } = finding;
  return {
    source,
    policy: rule,
    ...(metadata !== undefined && { category: metadata.custom.antipattern, severity: metadata.custom.severity }),
    result: resultOfAction[action],
    scored: action === 'deny',
    message: message.slice(0, longestMessage),
    resources: [subjectOf(entry)],
    properties: {
      mode: action,
      path,
      ...(fix !== undefined && { fix: fix.slice(0, longestMessage) }),
      ...(metadata !== undefined && { why: metadata.custom.why, more: explainCommand(rule) }),
      ...(doc !== undefined && { doc }),
    },
  };
}

/** Reads a finding from a result that `findingResult` made. */
export function findingOfResult({ policy, message, properties }: ReportResult): StoredFinding {
  const { mode, path = '', fix, doc } = properties;
  return { rule: policy, action: findingActions.find(action => action === mode) ?? 'error', path, message, fix, doc };
}

/**
 * Returns one result for all objects without correct derived annotations. After an installation
 * that may be every object of the cluster.
 * @param some of these objects, to be named in the result
 */
export function ownershipResult(counts: CountsByType, total: number, some: readonly Entry[]): ReportResult {
  const numbers = Object.entries(counts).flatMap(([type, { unowned }]) =>
    unowned === undefined ? [] : [`${unowned} ${type.slice(type.indexOf('/') + 1)}`],
  );
  const subject = total === 1 ? '1 object lacks' : `${total} objects lack`;
  return {
    source,
    policy: ownershipMissing,
    category: 'ownership',
    severity: 'info',
    result: 'warn',
    scored: false,
    message: `${subject} annotations of the fleet as they should be, which the next write brings: ${numbers.join(', ')}`,
    resources: some.map(subjectOf),
    properties: { mode: 'audit', objects: String(total) },
  };
}

function subjectOf({ apiVersion, kind, namespace, name, uid }: Entry): Subject {
  return { apiVersion, kind, ...(namespace !== '' && { namespace }), name, uid };
}
