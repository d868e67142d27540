import { fleetErrors } from '../command-line/errors.ts';
import { readTemplate } from './jsonpath/print.ts';
import type { Template } from './jsonpath/template.ts';

/**
 * Returns the template of a path as columns and --sort-by take it: name1.name2, .name1.name2,
 * {name1.name2} or {.name1.name2}.
 * @throws FleetError COLUMNS_INVALID, TEMPLATE_INVALID
 */
export function relaxedPath(path: string): Template {
  if (path === '') return readTemplate('');
  const [, inBraces, bare] = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path) ?? [];
  const fields = inBraces ?? bare;
  if (fields === undefined) {
    throw fleetErrors.columnsInvalid(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  return readTemplate(`{.${fields}}`);
}
