import type { AskedCluster } from '../../fanout/asked-cluster.ts';
import type { Cell, Table } from '../../output/table.ts';
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
      ...clusters.map(({ name, status }): Cell => {
        const running = versions[name];
        if (running === undefined) return absentCells[status];
        const text = versionText(running);
        return differs.includes(name) ? outlier(text) : text;
      }),
    ]),
  };
}

/** Cells of an app that was not found. A cluster that refused some kinds may run it. */
const absentCells: Record<AskedCluster['status'], Cell> = {
  answered: '-',
  degraded: '?',
  failed: { text: '?', colour: 'red' },
};

/** Returns the cell of a version that differs from most clusters. */
export function outlier(version: string): Cell {
  return { text: `${version} *`, colour: 'yellow' };
}
