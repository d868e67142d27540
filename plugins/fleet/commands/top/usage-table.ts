import type { Table } from '../../output/table.ts';
import { inThousandths, inUnits, percentOf, sumOf, type Amounts, type ResourceName } from './amounts.ts';
import type { NodeUsage } from './read-nodes.ts';
import type { PodUsage } from './read-pods.ts';

/** Row with the name of its cluster. */
export type InCluster<Row> = Row & { cluster: string };

export interface TableOptions {
  measured: readonly ResourceName[];
  /** Short names of clusters, for a narrow terminal. */
  shortNames: ReadonlyMap<string, string>;
}

const headers: Readonly<Record<ResourceName, string>> = {
  cpu: 'CPU(cores)',
  memory: 'MEMORY(bytes)',
  swap: 'SWAP(bytes)',
};
const percentHeaders: Readonly<Record<ResourceName, string>> = { cpu: 'CPU(%)', memory: 'MEMORY(%)', swap: 'SWAP(%)' };
const unknown = '<unknown>';

/** Returns the table of `kubectl top nodes` with the cluster of each node. */
export function nodeTable(nodes: readonly InCluster<NodeUsage>[], { measured, shortNames }: TableOptions): Table {
  return {
    columns: ['CLUSTER', 'NAME', ...measured.flatMap(name => [headers[name], percentHeaders[name]])],
    rows: nodes.map(({ cluster, name, usage, available }) => [
      cluster,
      name,
      ...measured.flatMap(resource => nodeCells(usage, available, resource)),
    ]),
    narrow: { shortNames, cutFirst: ['NAME'] },
  };
}

interface PodTableOptions extends TableOptions {
  withNamespace: boolean;
  containers: boolean;
  sum: boolean;
}

/** Returns the table of `kubectl top pods` with the cluster of each pod. */
export function podTable(pods: readonly InCluster<PodUsage>[], options: PodTableOptions): Table {
  const { measured, shortNames, withNamespace, containers, sum } = options;
  const names = ['CLUSTER', ...(withNamespace ? ['NAMESPACE'] : []), ...(containers ? ['POD'] : []), 'NAME'];
  const usageCells = (usage: Amounts) => measured.map(name => usageCell(usage, name));
  const rows = pods.flatMap(pod => {
    const place = withNamespace ? [pod.cluster, pod.namespace] : [pod.cluster];
    if (!containers) return [[...place, pod.name, ...usageCells(podUsage(pod))]];
    return pod.containers.map(({ name, usage }) => [...place, pod.name, name, ...usageCells(usage)]);
  });
  const blank = names.map(() => '');
  const last = sum
    ? [
        [...blank, ...measured.map(() => '________')],
        [...blank, ...usageCells(sumOf(pods.map(podUsage)))],
      ]
    : [];
  return {
    columns: [...names, ...measured.map(name => headers[name])],
    rows: [...rows, ...last],
    narrow: { shortNames, cutFirst: ['NAME', 'POD'] },
  };
}

/** Returns the usage of all containers of a pod. */
export function podUsage({ containers }: PodUsage): Amounts {
  return sumOf(containers.map(({ usage }) => usage));
}

function nodeCells(usage: Amounts | undefined, available: Amounts, name: ResourceName): string[] {
  const used = usage?.[name];
  const all = available[name];
  // kubectl shows no usage of swap for a node that does not tell how much it has.
  if (usage === undefined || (name === 'swap' && all === undefined)) return [unknown, unknown];
  return [usageCell(usage, name), used === undefined || all === undefined ? unknown : `${percentOf(used, all)}%`];
}

function usageCell(usage: Amounts, name: ResourceName): string {
  const used = usage[name];
  if (used === undefined) return unknown;
  return name === 'cpu' ? `${inThousandths(used)}m` : `${inUnits(used) / (1024n * 1024n)}Mi`;
}
