import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import { Counts, type CountsByType } from './counts.ts';
import { ReportResult, mostResults, source, type Report } from './report.ts';
import { reportApis, type ReportApi } from './report-api.ts';

/** Name of each report: there is one in a namespace. */
export const reportName = 'kubectl-fleet';

/** By which our reports are found. */
export const reportSelector = { labelSelector: 'app.kubernetes.io/managed-by=kubectl-fleet' };

/** Whom the reports go with: the API server deletes them after it. */
export interface ReportOwner {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
}

const contentKey = 'kubectl-fleet.io/content';
const unlistedKey = 'kubectl-fleet.io/unlisted';

const Stored = Type.Object({
  metadata: Type.Object({
    namespace: Type.Optional(Type.String()),
    resourceVersion: Type.String(),
    annotations: Type.Optional(Type.Record(Type.String(), Type.String())),
  }),
  results: Type.Optional(Type.Array(ReportResult)),
});
export type StoredReport = Static<typeof Stored>;

const ajv = new Ajv();
export const isStoredReport = ajv.compile<StoredReport>(Stored);
const areCounts = ajv.compile<CountsByType>(Type.Record(Type.String(), Counts));

/** What tells one content from another, whenever its violations were found. */
export function contentOf(report: Report): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex').slice(0, 32);
}

/** The content that a stored report had when it was written. */
export function storedContent({ metadata: { annotations = {} } }: StoredReport): string {
  return annotations[contentKey] ?? '';
}

/** What a stored report only counts. */
export function storedUnlisted({ metadata: { annotations = {} } }: StoredReport): CountsByType {
  try {
    const counts: unknown = JSON.parse(annotations[unlistedKey] ?? '{}');
    return areCounts(counts) ? counts : {};
  } catch {
    return {};
  }
}

/** A report as its API wants it. What was found before keeps the time at which it was. */
export function reportObject(
  api: ReportApi,
  namespace: string,
  report: Report,
  { owner, before, now }: { owner: ReportOwner | undefined; before: StoredReport | undefined; now: Date },
): object {
  const { summary, results, unlisted } = report;
  const found = new Map(before?.results?.map(result => [keyOf(result), result.timestamp]));
  const at = { seconds: Math.floor(now.getTime() / 1000), nanos: 0 };
  const isOpenReports = api === reportApis.openreports;
  return {
    apiVersion: api.apiVersion,
    kind: (namespace === '' ? api.clusterReport : api.report).kind,
    metadata: {
      name: reportName,
      ...(namespace !== '' && { namespace }),
      labels: { 'app.kubernetes.io/managed-by': 'kubectl-fleet' },
      annotations: { [contentKey]: contentOf(report), [unlistedKey]: JSON.stringify(unlisted) },
      ...(owner !== undefined && { ownerReferences: [owner] }),
      ...(before !== undefined && { resourceVersion: before.metadata.resourceVersion }),
    },
    ...(namespace !== '' && { scope: { apiVersion: 'v1', kind: 'Namespace', name: namespace } }),
    ...(isOpenReports && {
      source,
      configuration: { limits: { maxResults: mostResults + 1, statusFilter: ['fail', 'warn', 'error'] } },
    }),
    summary,
    results: results.map(result => ({ ...result, timestamp: found.get(keyOf(result)) ?? at })),
  };
}

function keyOf({ policy, resources, properties }: ReportResult): string {
  const [subject] = properties['objects'] === undefined ? resources : [];
  return JSON.stringify([policy, subject?.kind, subject?.namespace, subject?.name, properties['path']]);
}
