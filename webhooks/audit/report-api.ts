import { createHash } from 'node:crypto';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type, type Static } from 'typebox';
import { Counts, type CountsByType } from './findings.ts';
import { ReportResult, mostResults, source, type Report } from './report.ts';

/** An API of reports and the names of its resources. */
export interface ReportApi {
  group: string;
  apiVersion: string;
  /** Report of a namespace. */
  report: { kind: string; resource: string };
  /** Report of the cluster-scoped objects. */
  clusterReport: { kind: string; resource: string };
}

/** Supported APIs, the preferred one first. */
export const reportApis = {
  openreports: {
    group: 'openreports.io',
    apiVersion: 'openreports.io/v1alpha1',
    report: { kind: 'Report', resource: 'reports' },
    clusterReport: { kind: 'ClusterReport', resource: 'clusterreports' },
  },
  wgpolicyk8s: {
    group: 'wgpolicyk8s.io',
    apiVersion: 'wgpolicyk8s.io/v1alpha2',
    report: { kind: 'PolicyReport', resource: 'policyreports' },
    clusterReport: { kind: 'ClusterPolicyReport', resource: 'clusterpolicyreports' },
  },
} as const satisfies Record<string, ReportApi>;

export type WantedReports = keyof typeof reportApis | 'auto' | 'none';

/** Returns the API of reports; undefined if none is wanted or the cluster does not serve it. */
export function reportApi(wanted: WantedReports, serves: (group: string) => boolean): ReportApi | undefined {
  if (wanted === 'none') return undefined;
  const wantedApis: readonly ReportApi[] = wanted === 'auto' ? Object.values(reportApis) : [reportApis[wanted]];
  return wantedApis.find(({ group }) => serves(group));
}

/** Returns the path of the reports of all namespaces, or of the reports of the cluster. */
export function listPath({ apiVersion, report, clusterReport }: ReportApi, scope: 'namespaces' | 'cluster'): string {
  return `/apis/${apiVersion}/${(scope === 'cluster' ? clusterReport : report).resource}`;
}

/** Returns the path of the reports of one namespace, or for '' of the reports of the cluster. */
export function reportsPath(api: ReportApi, namespace: string): string {
  if (namespace === '') return listPath(api, 'cluster');
  return `/apis/${api.apiVersion}/namespaces/${namespace}/${api.report.resource}`;
}

/** Name of each report. A namespace has one report. */
export const reportName = 'kubectl-fleet';

/** Query that selects the reports of this program. */
export const reportSelector = { labelSelector: 'app.kubernetes.io/managed-by=kubectl-fleet' };

/** Owner reference of the reports. Kubernetes deletes them with their owner. */
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

export const isStoredReport = validatorOf(Stored);
export const areCounts = validatorOf(Type.Record(Type.String(), Counts));

/** Returns a digest of the content. Times of findings are not part of it. */
export function contentDigest(report: Report): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex').slice(0, 32);
}

/** Returns the content digest of a stored report; '' without one. */
export function storedDigest({ metadata: { annotations = {} } }: StoredReport): string {
  return annotations[contentKey] ?? '';
}

/** Returns the counts of findings that a stored report does not list. */
export function storedUnlisted({ metadata: { annotations = {} } }: StoredReport): CountsByType {
  try {
    const counts: unknown = JSON.parse(annotations[unlistedKey] ?? '{}');
    return areCounts(counts) ? counts : {};
  } catch {
    return {};
  }
}

/** Returns a report as an object of its API. A finding of the stored report keeps its time. */
export function reportObject(
  api: ReportApi,
  namespace: string,
  report: Report,
  { owner, before, now }: { owner: ReportOwner | undefined; before: StoredReport | undefined; now: Date },
): object {
  const { summary, results, unlisted } = report;
  const times = new Map(before?.results?.map(result => [keyOf(result), result.timestamp]));
  const at = { seconds: Math.floor(now.getTime() / 1000), nanos: 0 };
  const isOpenReports = api === reportApis.openreports;
  return {
    apiVersion: api.apiVersion,
    kind: (namespace === '' ? api.clusterReport : api.report).kind,
    metadata: {
      name: reportName,
      ...(namespace !== '' && { namespace }),
      labels: { 'app.kubernetes.io/managed-by': 'kubectl-fleet' },
      annotations: { [contentKey]: contentDigest(report), [unlistedKey]: JSON.stringify(unlisted) },
      ...(owner !== undefined && { ownerReferences: [owner] }),
      ...(before !== undefined && { resourceVersion: before.metadata.resourceVersion }),
    },
    ...(namespace !== '' && { scope: { apiVersion: 'v1', kind: 'Namespace', name: namespace } }),
    ...(isOpenReports && {
      source,
      configuration: { limits: { maxResults: mostResults + 1, statusFilter: ['fail', 'warn', 'error'] } },
    }),
    summary,
    results: results.map(result => ({ ...result, timestamp: times.get(keyOf(result)) ?? at })),
  };
}

function keyOf({ policy, resources, properties }: ReportResult): string {
  const [subject] = properties['objects'] === undefined ? resources : [];
  return JSON.stringify([policy, subject?.kind, subject?.namespace, subject?.name, properties['path']]);
}
