import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import type { Environment } from '../../command-line/environment.ts';
import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Change } from '../../fanout/watch/list-history.ts';
import type { FleetWatch } from '../../fanout/watch/watched-list.ts';
import { customCells } from '../../output/custom-columns.ts';
import { documentText } from '../../output/format.ts';
import { growingTable } from '../../output/growing-table.ts';
import { objectName } from '../../output/name.ts';
import { objectText } from '../../output/object-text.ts';
import type { PrintFormat } from '../../output/print-format.ts';
import type { getFlags } from './flags.ts';
import { annotated } from './flat-list.ts';
import { mergeTables } from './merge-tables.ts';
import { printTemplate } from './print-template.ts';
import type { Query } from './read-part.ts';
import type { ListedObject } from './find-watched.ts';

interface PrintRequest {
  query: Query;
  output: PrintFormat;
  flags: FlagsOf<typeof getFlags>;
  /** Names of all clusters. */
  names: readonly string[];
}

type Changes = readonly Change<ListedObject>[];
type Print = (cluster: string, changes: Changes, isFirst: boolean) => Promise<string[]> | string[];

/** Returns the function that prints changes as they come. --watch-only passes over first lists. */
export function changePrinter(
  request: PrintRequest,
  environment: Pick<Environment, 'stdout'>,
): FleetWatch<ListedObject>['onChanges'] {
  const { flags, output } = request;
  const print = output.format === 'table' || output.format === 'wide' ? tablePrinter(request) : textPrinter(request);
  return async (cluster, changes, isFirst) => {
    if (isFirst && flags['watch-only']) return;
    const lines = await print(cluster, changes, isFirst);
    if (lines.length > 0) environment.stdout(lines.join('\n'));
  };
}

function tablePrinter({ output, flags, query, names }: PrintRequest): Print {
  const linesOf = growingTable(flags['no-headers'], names);
  const style = {
    wide: output.format === 'wide',
    // A change tells its namespace where contexts of one cluster have different ones.
    namespaces: query.namespace === '',
    kinds: flags['show-kind'],
    labelColumns: flags['label-columns'],
    labels: flags['show-labels'],
  };
  return (cluster, changes, isFirst) => {
    const sortBy = isFirst ? flags['sort-by'] : undefined;
    const groups = isFirst ? [{ type: 'ADDED', of: changes }] : changes.map(one => ({ type: one.type, of: [one] }));
    return groups.flatMap(({ type, of }) => {
      const listings = of.map(({ item }) => item);
      const [table] = mergeTables([{ cluster, listings }], { ...style, sortBy });
      if (table === undefined) return [];
      return linesOf(flags['output-watch-events'] ? withEvent(table, type) : table);
    });
  };
}

function withEvent(
  { columns, rows }: { columns: readonly string[]; rows: readonly (readonly unknown[])[] },
  type: string,
) {
  return {
    columns: [...columns.slice(0, 1), 'EVENT', ...columns.slice(1)],
    rows: rows.map(([first, ...cells]) => [first, type, ...cells].map(String)),
  };
}

/** Prints each change by itself: documents, names, or what a template makes of an object. */
function textPrinter(request: PrintRequest): Print {
  const { output, flags, query, names } = request;
  const linesOf = growingTable(flags['no-headers'], names);
  let isPrinted = false;
  const textOf = async (cluster: string, { type, item }: Change<ListedObject>): Promise<string[]> => {
    const [entry] = item.entries;
    if (entry === undefined) return [];
    switch (output.format) {
      case 'name':
        return [`${cluster} ${objectName(item.resource, entry.name)}`];
      case 'custom-columns':
        return linesOf({
          columns: ['CLUSTER', ...output.columns.map(({ header }) => header)],
          rows: [[cluster, ...customCells(output.columns, entry.object)]],
        });
      case 'jsonpath':
        return [printTemplate(output.path, [{ cluster, listings: [item] }], query.wanted)].filter(text => text !== '');
      case 'json':
      case 'yaml':
      case 'kyaml':
        return [await documentTextOf(output.format, cluster, type, entry.object)];
      default:
        return [];
    }
  };
  const documentTextOf = async (
    format: 'json' | 'yaml' | 'kyaml',
    cluster: string,
    type: string,
    object: KubernetesObject,
  ): Promise<string> => {
    const withType = flags['output-watch-events'] ? { type } : {};
    const text = await (flags.flat
      ? objectText(
          format,
          flags['output-watch-events'] ? { type, object: annotated(object, cluster) } : annotated(object, cluster),
        )
      : documentText(format, { ...withType, cluster, object }));
    // As in kubectl, a line separates the documents of a stream; those of KYAML begin with one.
    const separator = format === 'yaml' && isPrinted ? '---\n' : '';
    isPrinted = true;
    return separator + text;
  };
  return async (cluster, changes) => {
    const texts: string[] = [];
    for (const change of changes) texts.push(...(await textOf(cluster, change)));
    return texts;
  };
}
