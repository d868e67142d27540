import { counted } from '../../output/counted.ts';
import type { Cell, Table } from '../../output/table.ts';
import type { ClusterSummary } from './cluster-summary.ts';

/** Cells of a cluster by column. */
type Row = Record<(typeof wideColumns)[number], Cell>;

const wideColumns = [
  'NAME',
  'VERSION',
  'NODES',
  'VIRTUAL',
  'NAMESPACES',
  'WORKLOADS',
  'PATTERN',
  'OWNER',
  'STATUS',
  'SERVER',
  'CONTEXTS',
] as const;
const onlyWide: readonly string[] = ['NAMESPACES', 'SERVER', 'CONTEXTS'];

/**
 * Returns clusters as rows. `?` is a value that the cluster did not allow to read, `-` a value that
 * does not exist. A failure is shown without the address in brackets at its end, unless `wide`.
 */
export function clusterTable(
  summaries: readonly ClusterSummary[],
  wide: boolean,
  shortNames?: ReadonlyMap<string, string>,
): Table {
  const columns = wideColumns.filter(column => wide || !onlyWide.includes(column));
  return {
    columns,
    rows: summaries.map(summary => {
      const row = summary.status === 'failed' ? failedRow(summary, wide) : answeredRow(summary);
      return columns.map(column => row[column]);
    }),
    narrow: {
      shortNames,
      cutFirst: ['STATUS', 'PATTERN'],
      leaveOut: ['VIRTUAL', 'WORKLOADS', 'OWNER', 'PATTERN', 'NODES', 'VERSION'],
    },
  };
}

function answeredRow(summary: ClusterSummary): Row {
  const { nodes, roles, owner } = summary;
  const [ready, virtual] = nodeCells(nodes);
  return {
    ...emptyRow(summary),
    VERSION: summary.version ?? '?',
    NODES: ready,
    VIRTUAL: virtual,
    NAMESPACES: text(summary.namespaces),
    WORKLOADS: text(summary.workloads),
    PATTERN: roles === undefined ? '?' : roles.join(', ') || '-',
    OWNER: owner === undefined ? '?' : owner || '-',
    STATUS: status(nodes),
  };
}

function failedRow(summary: ClusterSummary, wide: boolean): Row {
  const { error = '' } = summary;
  const reason = wide ? error : error.replace(/ \([^()]*\)$/, '');
  return { ...emptyRow(summary), STATUS: { text: reason, colour: 'red' } };
}

function emptyRow({ name, server, contexts }: ClusterSummary): Row {
  return {
    NAME: name,
    VERSION: '-',
    NODES: '-',
    VIRTUAL: '-',
    NAMESPACES: '-',
    WORKLOADS: '-',
    PATTERN: '-',
    OWNER: '-',
    STATUS: '-',
    SERVER: server,
    CONTEXTS: contexts.join(','),
  };
}

/**
 * Returns the cells of nodes. A cluster without any node, e.g. a federation's control plane, has
 * none to count.
 */
function nodeCells(nodes: ClusterSummary['nodes']): [ready: string, virtual: string] {
  if (nodes === undefined) return ['?', '?'];
  return nodes.total === 0 ? ['-', '-'] : [`${nodes.ready}/${nodes.total}`, String(nodes.virtual)];
}

function text(count: number | undefined): string {
  return count === undefined ? '?' : String(count);
}

function status(nodes: ClusterSummary['nodes']): Cell {
  if (nodes === undefined) return { text: 'no access to nodes', colour: 'yellow' };
  const notReady = nodes.total - nodes.ready;
  if (notReady === 0) return 'ready';
  return { text: `${counted(notReady, 'node')} not ready`, colour: 'yellow' };
}
