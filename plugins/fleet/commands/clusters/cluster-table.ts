import { counted } from '../../output/counted.ts';
import type { Table } from '../../output/table.ts';
import type { ClusterSummary } from './cluster-summary.ts';

/**
 * Returns clusters as rows. `?` is a value that the cluster did not allow to read, `-` a value that
 * does not exist.
 */
export function clusterTable(summaries: readonly ClusterSummary[], wide: boolean): Table {
  return {
    columns: [...narrowColumns, ...(wide ? ['SERVER', 'CONTEXTS'] : [])],
    rows: summaries.map(summary => [
      ...(summary.status === 'failed' ? failedRow(summary) : row(summary)),
      ...(wide ? [summary.server, summary.contexts.join(',')] : []),
    ]),
  };
}

const narrowColumns = [
  'NAME',
  'VERSION',
  'NODES',
  'VIRTUAL',
  'NAMESPACES',
  'WORKLOADS',
  'PATTERN MARKS',
  'OWNER',
  'STATUS',
];

function row({ name, version, nodes, namespaces, workloads, roles, owner }: ClusterSummary): string[] {
  return [
    name,
    version ?? '?',
    ...nodeCells(nodes),
    text(namespaces),
    text(workloads),
    roles === undefined ? '?' : roles.join(', ') || '-',
    owner === undefined ? '?' : owner || '-',
    status(nodes),
  ];
}

/**
 * Returns the cells of nodes. A cluster without any node, e.g. a federation's control plane, has
 * none to count.
 */
function nodeCells(nodes: ClusterSummary['nodes']): [ready: string, virtual: string] {
  if (nodes === undefined) return ['?', '?'];
  return nodes.total === 0 ? ['-', '-'] : [`${nodes.ready}/${nodes.total}`, String(nodes.virtual)];
}

function failedRow({ name, error = '' }: ClusterSummary): string[] {
  return [name, '-', '-', '-', '-', '-', '-', '-', error];
}

function text(count: number | undefined): string {
  return count === undefined ? '?' : String(count);
}

function status(nodes: ClusterSummary['nodes']): string {
  if (nodes === undefined) return 'no access to nodes';
  const notReady = nodes.total - nodes.ready;
  if (notReady === 0) return 'ready';
  return `${counted(notReady, 'node')} not ready`;
}
