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

/** Usage of one pod. */
export interface PodUsage {
  namespace: string;
  name: string;
  containers: readonly { name: string; usage: Amounts }[];
}

const Metadata = Type.Object({ name: Type.String(), namespace: Type.String() });
const PodMetrics = Type.Object({
  metadata: Metadata,
  containers: orNull(Type.Array(Type.Object({ name: Type.String(), usage: orNull(Quantities) }))),
});
export const isPodMetrics = validatorOf(PodMetrics);
export const isPodMetricsList = validatorOf(Type.Object({ items: orNull(Type.Array(PodMetrics)) }));
export const isPodList = validatorOf(Type.Object({ items: orNull(Type.Array(Type.Object({ metadata: Metadata }))) }));

/** Metadata of objects is enough, and a hundredth of the objects. */
const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** Reads the usage of the pods of one cluster. */
export function readPods(selection: Selection): Question<Found<PodUsage>> {
  return async client => {
    const base = await metricsPath(client);
    const found = await Promise.all(selection.namespaces.map(space => readNamespace(client, base, selection, space)));
    const rows = found.flatMap(one => one.rows);
    return { rows, absent: rows.length === 0 ? found.find(({ absent }) => absent !== undefined)?.absent : undefined };
  };
}

async function readNamespace(
  client: Client,
  base: string,
  selection: Selection,
  namespace: string,
): Promise<Found<PodUsage>> {
  const { name, labelSelector, fieldSelector } = selection;
  const folder = podsOf(base, namespace);
  if (name !== undefined) {
    const found = await readNamedMetrics(client, `${folder}/${encodeURIComponent(name)}`);
    if ('absent' in found) return { rows: [], absent: found.absent };
    return { rows: [usageOf(checked(isPodMetrics, found.value))], absent: undefined };
  }
  // The Metrics API does not know the fields of pods.
  const [all, selected] = await Promise.all([
    readMetrics(client, withQuery(folder, { labelSelector }), page =>
      (checked(isPodMetricsList, page).items ?? []).map(usageOf),
    ),
    fieldSelector === undefined ? undefined : readKeys(client, namespace, { labelSelector, fieldSelector }),
  ]);
  const rows = selected === undefined ? all : all.filter(pod => selected.has(keyOf(pod)));
  if (rows.length === 0) await refuseUnmeasured(client, selection, namespace);
  return { rows, absent: undefined };
}

async function readKeys(
  client: Client,
  namespace: string,
  selectors: Readonly<Record<string, string | undefined>>,
): Promise<Set<string>> {
  const path = withQuery(podsOf('/api/v1', namespace), selectors);
  const pages = await mapPages(client, path, keysIn, { accept: metadataOnly });
  return new Set(pages.flat());
}

/**
 * Looks for a running pod where there are no metrics of any.
 * @throws ClusterError NotFound when there is one
 */
async function refuseUnmeasured(client: Client, selection: Selection, namespace: string): Promise<void> {
  const { labelSelector, fieldSelector } = selection;
  const running = ['status.phase=Running', ...(fieldSelector === undefined ? [] : [fieldSelector])].join(',');
  const path = withQuery(podsOf('/api/v1', namespace), { labelSelector, fieldSelector: running, limit: '1' });
  const [pod] = keysIn(await client.get(path, { accept: metadataOnly }));
  if (pod !== undefined) throw new ClusterError('NotFound', `metrics not available for pod ${pod}`);
}

function podsOf(base: string, namespace: string): string {
  return namespace === '' ? `${base}/pods` : `${base}/namespaces/${encodeURIComponent(namespace)}/pods`;
}

function keysIn(page: unknown): string[] {
  return (checked(isPodList, page).items ?? []).map(({ metadata }) => keyOf(metadata));
}

function keyOf({ namespace, name }: Pick<PodUsage, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

function usageOf({ metadata, containers }: Static<typeof PodMetrics>): PodUsage {
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    containers: (containers ?? []).map(({ name, usage }) => ({ name, usage: amountsOf(usage ?? {}, 0n) })),
  };
}
