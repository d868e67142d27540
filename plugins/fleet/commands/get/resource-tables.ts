import type { FlagsOf } from '../../command-line/flags/flag.ts';
import type { Answer } from '../../fanout/answer.ts';
import { shortNamesOf } from '../../fanout/short-names-of.ts';
import type { Table } from '../../output/table.ts';
import type { getFlags } from './flags.ts';
import { groupListings } from './group-listings.ts';
import { mergeTables } from './merge-tables.ts';
import { narrowing } from './narrowing.ts';
import { onlyDifferent } from './only-different.ts';
import type { Found } from './read-resources.ts';

type Flags = Pick<
  FlagsOf<typeof getFlags>,
  | 'namespace'
  | 'all-namespaces'
  | 'group-by'
  | 'only-different'
  | 'show-kind'
  | 'show-labels'
  | 'label-columns'
  | 'sort-by'
> & { output: 'table' | 'wide' };

/** Returns the tables of the objects that were found, as the flags arrange them. */
export function resourceTables(answers: readonly Answer<Found>[], flags: Flags): Table[] {
  const found = answers.flatMap(answer =>
    answer.ok ? [{ cluster: answer.cluster.name, listings: answer.value.listings }] : [],
  );
  const wide = flags.output === 'wide';
  const clusters = flags['only-different'] ? onlyDifferent(found, wide) : found;
  // Contexts of one cluster may have different default namespaces. Rows then show their namespace.
  const isMixed = flags.namespace === undefined && answers.some(({ cluster }) => cluster.namespaces.length > 1);
  const by = flags['group-by'];
  const style = {
    wide,
    namespaces: by !== 'namespace' && (flags['all-namespaces'] || isMixed),
    kinds: flags['show-kind'],
    labelColumns: flags['label-columns'],
    labels: flags['show-labels'],
    sortBy: flags['sort-by'],
  };
  const shortNames = by === 'cluster' ? undefined : shortNamesOf(answers);
  return groupListings(clusters, by).flatMap(({ heading, clusters }) =>
    mergeTables(clusters, style)
      .map(table => (by === 'cluster' ? withoutFirst(table) : table))
      .map((table, index) => ({
        ...table,
        ...(heading !== undefined && index === 0 && { heading }),
        narrow: { ...narrowing(table), shortNames },
      })),
  );
}

/** Returns a table without its column CLUSTER, which the heading tells. */
function withoutFirst({ columns, rows }: Table): Table {
  return { columns: columns.slice(1), rows: rows.map(cells => cells.slice(1)) };
}
