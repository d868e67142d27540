import type { Table } from '../../output/table.ts';
import { versionText, type VersionMatrix } from './version-matrix.ts';

/**
 * The matrix as a table: `*` differs from most clusters, `-` is not there, `?` is unknown, because the cluster did not say.
 * @param names of the clusters as the head shows them, in their order
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
