import type { Table } from '../../output/table.ts';
import { versionText, type VersionMatrix } from './version-matrix.ts';

/**
 * Returns the matrix as a table. `*` marks a version that differs from most clusters, `-` an app
 * that does not run, `?` a cluster that did not answer.
 * @param names displayed names of the clusters, in their order
 */
export function versionTable({ clusters, apps }: VersionMatrix, names: readonly string[]): Table {
  return {
    columns: ['APP', ...names.map(name => name.toUpperCase())],
    rows: apps.map(({ app, versions, differs }) => [
      app,
      ...clusters.map(({ name, status }) => {
        const running = versions[name];
        if (running === undefined) return status === 'answered' ? '-' : '?';
        return `${versionText(running)}${differs.includes(name) ? ' *' : ''}`;
      }),
    ]),
  };
}
