import type { Table } from '../output/table.ts';
import { versionText, type VersionMatrix } from './version-matrix.ts';

/** The matrix as a table: `*` differs from most clusters, `-` is not there, `?` is unknown, because the cluster did not say. */
export function versionTable({ clusters, apps }: VersionMatrix): Table {
  return {
    columns: ['APP', ...clusters.map(({ name }) => name.toUpperCase())],
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
