import { columnWidths, gapOf, type Table } from '../../output/table.ts';
import { versionGroups } from './version-groups.ts';
import type { VersionMatrix } from './version-matrix.ts';
import { versionTable } from './version-table.ts';

/**
 * Returns the table that fits the width: with clusters as columns, then with shortened names, else
 * with clusters grouped by version. Without a width clusters are columns.
 * @param shortNames short names of the clusters by their names
 */
export function chooseTable(
  matrix: VersionMatrix,
  shortNames: ReadonlyMap<string, string>,
  width: number | undefined,
): Table {
  const names = matrix.clusters.map(({ name }) => name);
  const short = names.map(name => shortNames.get(name) ?? name);
  const whole = versionTable(matrix, names);
  if (width === undefined) return whole;
  return (
    [whole, versionTable(matrix, short)].find(table => isWithin(table, width)) ?? versionGroups(matrix, short, width)
  );
}

function isWithin(table: Table, width: number): boolean {
  const widths = columnWidths(table);
  return widths.reduce((sum, one) => sum + one + gapOf(table), -gapOf(table)) <= width;
}
