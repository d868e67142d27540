import { csv } from '../../output/csv.ts';
import type { VersionMatrix } from './version-matrix.ts';

const columns = [
  'APP',
  'CLUSTER',
  'VERSION',
  'DIFFERS',
  'SKEW',
  'IMAGE',
  'DIGEST',
  'NAMESPACE',
  'WORKLOAD',
  'HELM RELEASE',
  'CHART',
  'ERROR',
];

/**
 * Returns the matrix as CSV: a row for each workload in each cluster, and a row for each cluster
 * that did not answer.
 */
export function versionCsv({ clusters, apps }: VersionMatrix, noHeaders: boolean): string {
  const rows = apps.flatMap(({ app, versions, differs, skew }) =>
    Object.entries(versions).flatMap(([cluster, running]) =>
      running.map(({ version, image, digest = '', namespace, workload, helm }) => {
        const isDifferent = String(differs.includes(cluster));
        const from = [image, digest, namespace, workload, helm?.release ?? '', helm?.chart ?? ''];
        return [app, cluster, version, isDifferent, skew ?? '', ...from, ''];
      }),
    ),
  );
  const failed = clusters.flatMap(({ name, status, error = '' }) =>
    status === 'failed' ? [['?', name, '?', ...columns.slice(3, -1).map(() => ''), error]] : [],
  );
  return csv([...(noHeaders ? [] : [columns]), ...rows, ...failed]);
}
