import { Type, type Static } from 'typebox';
import type { Question } from '../../fanout/ask-one.ts';
import { checked } from '../../../../kubernetes/client/checked.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { listPages, withQuery } from '../../../../kubernetes/list/list.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { isRefusal, type ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { appOf, helmOf, type AppLabels } from './app-labels.ts';
import { imageVersion, type ImageVersion } from './image-version.ts';

/** One workload that runs an app. */
export interface Running extends ImageVersion {
  app: string;
  image: string;
  namespace: string;
  /** Workload, e.g. deployment.apps/cart */
  workload: string;
  /** Helm release and chart, e.g. cart-1.2.3, as the workload names them. */
  helm?: { release?: string; chart?: string };
}

/** Workloads of one cluster, and the errors of kinds that could not be read. */
export interface Workloads {
  running: readonly Running[];
  refused: readonly ClusterError[];
}

/** Kinds that run an app for good. A Job runs once, and a CronJob has those that recur. */
const kinds = [
  { group: 'apps', kind: 'deployment' },
  { group: 'apps', kind: 'statefulset' },
  { group: 'apps', kind: 'daemonset' },
  { group: 'batch', kind: 'cronjob' },
] as const;

const texts = orNull(Type.Record(Type.String(), Type.String()));
const Template = Type.Object({
  spec: Type.Object({
    containers: Type.Array(Type.Object({ name: Type.String(), image: Type.Optional(Type.String()) })),
  }),
});
const Workload = Type.Object({
  metadata: Type.Object({ name: Type.String(), namespace: Type.String(), labels: texts, annotations: texts }),
  spec: Type.Union([
    Type.Object({ template: Template }),
    Type.Object({ jobTemplate: Type.Object({ spec: Type.Object({ template: Template }) }) }),
  ]),
});
type Workload = Static<typeof Workload>;
// Go writes null for an empty list.
export const isWorkloadList = validatorOf(Type.Object({ items: Type.Union([Type.Array(Workload), Type.Null()]) }));

/** Workloads to read. */
export interface WorkloadQuery {
  /** undefined for all namespaces. */
  namespace: string | undefined;
  labelSelector: string | undefined;
  labels: AppLabels;
}

/** Reads the workloads of one cluster that match a query. */
export function readWorkloads(query: WorkloadQuery): Question<Workloads> {
  return async client => {
    const parts = await Promise.all(kinds.map(kind => readKind(client, kind, query)));
    const refused = parts.flatMap(part => ('refusal' in part ? [part.refusal] : []));
    if (refused[0] !== undefined && refused.length === kinds.length) throw refused[0];
    return { running: parts.flatMap(part => ('running' in part ? part.running : [])), refused };
  };
}

async function readKind(
  client: Client,
  { group, kind }: (typeof kinds)[number],
  { namespace, labelSelector, labels }: WorkloadQuery,
): Promise<{ running: Running[] } | { refusal: ClusterError }> {
  const folder = `/apis/${group}/v1${namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`}`;
  try {
    const pages = await listPages(client, withQuery(`${folder}/${kind}s`, { labelSelector }));
    const items = pages.flatMap(page => checked(isWorkloadList, page).items ?? []);
    return { running: items.map(item => runningOf(`${kind}.${group}`, item, labels)) };
  } catch (error) {
    if (isRefusal(error)) return { refusal: error };
    throw error;
  }
}

function runningOf(type: string, { metadata, spec }: Workload, labels: AppLabels): Running {
  const app = appOf(metadata, labels);
  const helm = helmOf(metadata, labels);
  const { containers } = ('template' in spec ? spec : spec.jobTemplate.spec).template.spec;
  const image = (containers.find(({ name }) => name === app) ?? containers[0])?.image ?? '';
  return {
    app,
    ...imageVersion(image),
    image,
    namespace: metadata.namespace,
    workload: `${type}/${metadata.name}`,
    ...(helm !== undefined && { helm }),
  };
}
