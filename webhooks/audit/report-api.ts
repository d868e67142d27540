/** Where reports lie, and how they are called there. */
export interface ReportApi {
  group: string;
  apiVersion: string;
  /** Of a namespace. */
  report: { kind: string; resource: string };
  /** Of what lies in none. */
  clusterReport: { kind: string; resource: string };
}

/** The newer one first. */
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

/** The API to write reports by; undefined where none is wanted, or the wanted one is not there. */
export function reportApi(wanted: WantedReports, serves: (group: string) => boolean): ReportApi | undefined {
  if (wanted === 'none') return undefined;
  const wantedApis: readonly ReportApi[] = wanted === 'auto' ? Object.values(reportApis) : [reportApis[wanted]];
  return wantedApis.find(({ group }) => serves(group));
}

/** Path of all reports of the namespaces, or of the cluster's own. */
export function listPath({ apiVersion, report, clusterReport }: ReportApi, of: 'namespaces' | 'cluster'): string {
  return `/apis/${apiVersion}/${(of === 'cluster' ? clusterReport : report).resource}`;
}

/** Path of the reports of one namespace, or of the cluster's own for ''. */
export function folderPath(api: ReportApi, namespace: string): string {
  if (namespace === '') return listPath(api, 'cluster');
  return `/apis/${api.apiVersion}/namespaces/${namespace}/${api.report.resource}`;
}
