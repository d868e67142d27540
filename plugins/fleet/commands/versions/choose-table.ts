import { tableLines, type Table } from '../../output/table.ts';
import { shortNames } from '../../../../kubernetes/kubeconfig/short-names.ts';
import { versionGroups } from './version-groups.ts';
import type { VersionMatrix } from './version-matrix.ts';
import { versionTable } from './version-table.ts';

/**
 * Returns the table that fits the width: with clusters as columns, then with shortened names, else
 * with clusters grouped by version.
 */
export function chooseTable(matrix: VersionMatrix, width: number): Table {
  const names = matrix.clusters.map(({ name }) => name);
  const short = shortNames(names);
  return (
    [names, short].map(shown => versionTable(matrix, shown)).find(table => isWithin(table, width)) ??
    versionGroups(matrix, short, width)
  );
}

function isWithin(table: Table, width: number): boolean {
  return tableLines(table, false).every(line => line.length <= width);
}
