import { fleetErrors } from '../command-line/errors.ts';
import { findResults } from './jsonpath/evaluate.ts';
import { goText } from './jsonpath/go-text.ts';
import { withTemplate } from './jsonpath/print.ts';
import type { Template } from './jsonpath/template.ts';
import { relaxedPath } from './relaxed-path.ts';

/** One column of -o custom-columns. */
export interface CustomColumn {
  header: string;
  path: Template;
}

/**
 * Reads columns such as NAME:.metadata.name,IMAGES:.spec.containers[*].image
 * @throws FleetError COLUMNS_INVALID, TEMPLATE_INVALID, in the words of kubectl
 */
export function readColumns(spec: string): CustomColumn[] {
  return spec.split(',').map(part => {
    const colon = part.indexOf(':');
    if (colon === -1) {
      throw fleetErrors.columnsInvalid(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    }
    return { header: part.slice(0, colon), path: relaxedPath(part.slice(colon + 1)) };
  });
}

/**
 * Reads the columns of a file: a line of headers and a line of paths, with blanks between.
 * @throws FleetError COLUMNS_INVALID, TEMPLATE_INVALID, in the words of kubectl
 */
export function readColumnsFile(content: string): CustomColumn[] {
  const lines = content.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const [headers, paths] = lines.map(line => line.split(/\s+/).filter(word => word !== ''));
  if (headers === undefined || paths === undefined) {
    throw fleetErrors.columnsInvalid(
      `invalid template, missing ${headers === undefined ? 'header' : 'spec'} line. Expected format is ` +
        'one line of space separated headers, one line of space separated column specs.',
    );
  }
  if (headers.length !== paths.length) {
    throw fleetErrors.columnsInvalid(
      `number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
    );
  }
  return headers.map((header, index) => ({ header, path: relaxedPath(paths[index] ?? '') }));
}

/**
 * Returns the cells of one object, for a row of tableLines. Several values are joined by commas,
 * none is `<none>`.
 * @throws FleetError TEMPLATE_FAILED
 */
export function customCells(columns: readonly CustomColumn[], object: unknown): string[] {
  return columns.map(({ path }) =>
    withTemplate(path, () => {
      const results = findResults(path.nodes, object, true);
      const none = (results[0] ?? []).length === 0 ? ['<none>'] : [];
      return [...none, ...results.flat().map(value => goText(value))].join(',');
    }),
  );
}
