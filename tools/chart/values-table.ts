import { code, table } from '../markdown/table.ts';
import type { Value } from './values.ts';

/** The values of a chart, for its README. */
export function valuesTable(values: readonly Value[]): string {
  return table(['value', 'default', 'what it is'], rowsOf(values));
}

function rowsOf(values: readonly Value[]): string[][] {
  return values.flatMap(({ path, says, default: value, keys }) =>
    keys.length > 0 ? [[code(path), '', says], ...rowsOf(keys)] : [[code(path), code(JSON.stringify(value)), says]],
  );
}
