import { Type, type Static } from 'typebox';
import { checked } from '../../../../kubernetes/client/checked.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { mapPages, withQuery } from '../../../../kubernetes/list/list.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import type { Question } from '../../fanout/ask-one.ts';
import { amountsOf, Quantities, type Amounts } from './amounts.ts';
import { metricsPath, readMetrics, readNamedMetrics, type Found, type Selection } from './metrics-api.ts';

/** Usage of one node. */
export interface NodeUsage {
  name: string;
  /** undefined where the Metrics API does not have the node. */
  usage: Amounts | undefined;
  available: Amounts;
}

const Metadata = Type.Object({ name: Type.String() });
const NodeMetrics = Type.Object({ metadata: Metadata, usage: orNull(Quantities) });
const Node = Type.Object({
  metadata: Metadata,
  status: orNull(
    Type.Object({
      capacity: orNull(Quantities),
      allocatable: orNull(Quantities),
      nodeInfo: orNull(Type.Object({ swap: orNull(Type.Object({ capacity: orNull(Type.Number()) })) })),
    }),
  ),
});
export const isNodeMetrics = validatorOf(NodeMetrics);
export const isNodeMetricsList = validatorOf(Type.Object({ items: orNull(Type.Array(NodeMetrics)) }));
export const isNode = validatorOf(Node);
export const isNodeList = validatorOf(Type.Object({ items: orNull(Type.Array(Node)) }));

/** Reads the nodes of one cluster, with and without metrics. */
export function readNodes(
  { name, labelSelector }: Pick<Selection, 'name' | 'labelSelector'>,
  showCapacity: boolean,
): Question<Found<NodeUsage>> {
  const availableOf = (node: Static<typeof Node>) => ({
    name: node.metadata.name,
    available: available(node, showCapacity),
  });
  return async client => {
    if (name !== undefined) return readNode(client, name, availableOf);
    const [metrics, nodes] = await Promise.all([
      readNodeMetrics(client, labelSelector),
      mapPages(client, withQuery('/api/v1/nodes', { labelSelector }), page =>
        (checked(isNodeList, page).items ?? []).map(availableOf),
      ),
    ]);
    const all = nodes.flat();
    if (metrics.length === 0 && all.length > 0) throw new ClusterError('NotFound', 'metrics not available yet');
    return { rows: joined(metrics, all), absent: undefined };
  };
}

type Metrics = Pick<NodeUsage, 'name'> & { usage: Amounts };
type Available = Pick<NodeUsage, 'name' | 'available'>;

async function readNodeMetrics(client: Client, labelSelector: string | undefined): Promise<Metrics[]> {
  const path = withQuery(`${await metricsPath(client)}/nodes`, { labelSelector });
  return readMetrics(client, path, page => (checked(isNodeMetricsList, page).items ?? []).map(metricsOf));
}

async function readNode(
  client: Client,
  name: string,
  availableOf: (node: Static<typeof Node>) => Available,
): Promise<Found<NodeUsage>> {
  const encoded = encodeURIComponent(name);
  const found = await readNamedMetrics(client, `${await metricsPath(client)}/nodes/${encoded}`);
  if ('absent' in found) return { rows: [], absent: found.absent };
  const node = await readNamedMetrics(client, `/api/v1/nodes/${encoded}`);
  const available = 'absent' in node ? [] : [availableOf(checked(isNode, node.value))];
  return { rows: joined([metricsOf(checked(isNodeMetrics, found.value))], available), absent: undefined };
}

function metricsOf({ metadata, usage }: Static<typeof NodeMetrics>): Metrics {
  return { name: metadata.name, usage: amountsOf(usage ?? {}, 0n) };
}

function available({ status }: Static<typeof Node>, showCapacity: boolean): Amounts {
  const quantities = (showCapacity ? status?.capacity : status?.allocatable) ?? {};
  const swap = status?.nodeInfo?.swap?.capacity;
  const withSwap = swap === undefined || swap === null ? {} : { swap };
  return amountsOf({ ...quantities, ...withSwap }, undefined);
}

const nothing: Amounts = { cpu: undefined, memory: undefined, swap: undefined };

/** Returns a row for each node, also for one that is only in the metrics or only in the cluster. */
function joined(metrics: readonly Metrics[], nodes: readonly Available[]): NodeUsage[] {
  const availableByName = new Map(nodes.map(({ name, available }) => [name, available]));
  const measured = new Set(metrics.map(({ name }) => name));
  return [
    ...metrics.map(one => ({ ...one, available: availableByName.get(one.name) ?? nothing })),
    ...nodes.filter(({ name }) => !measured.has(name)).map(node => ({ ...node, usage: undefined })),
  ];
}
