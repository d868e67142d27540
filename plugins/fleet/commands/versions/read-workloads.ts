import { Type, type Static } from 'typebox';
import type { Question } from '../../fanout/ask-one.ts';
import { checked } from '../../../../kubernetes/client/checked.ts';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { listPages } from '../../../../kubernetes/list/list.ts';
import { validatorOf } from '../../../../kubernetes/schema/validator.ts';
import { orNull } from '../../../../kubernetes/objects/or-null.ts';
import { isRefusal, type ClusterError } from '../../../../kubernetes/errors/cluster-error.ts';
import { imageVersion } from './image-version.ts';

/** One workload that runs an app. */
export interface Running {
  app: string;
  version: string;
  image: string;
  namespace: string;
  /** Workload, e.g. deployment.apps/cart */
  workload: string;
}

/** Workloads of one cluster, and the errors of kinds that could not be read. */
export interface Workloads {
  running: readonly Running[];
  refused: readonly ClusterError[];
}

const kinds = ['deployment', 'statefulset', 'daemonset'];

const Workload = Type.Object({
  metadata: Type.Object({
    name: Type.String(),
    namespace: Type.String(),
    labels: orNull(Type.Record(Type.String(), Type.String())),
  }),
  spec: Type.Object({
    template: Type.Object({
      spec: Type.Object({
        containers: Type.Array(Type.Object({ name: Type.String(), image: Type.Optional(Type.String()) })),
      }),
    }),
  }),
});
type Workload = Static<typeof Workload>;
// Go writes null for an empty list.
export const isWorkloadList = validatorOf(Type.Object({ items: Type.Union([Type.Array(Workload), Type.Null()]) }));

/** Reads the workloads of one namespace, or of all. */
export function readWorkloads(namespace: string | undefined): Question<Workloads> {
  const folder =
    namespace === undefined ? '/apis/apps/v1' : `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}`;
  return async client => {
    const parts = await Promise.all(kinds.map(kind => readKind(client, folder, kind)));
    const refused = parts.flatMap(part => ('refusal' in part ? [part.refusal] : []));
    if (refused[0] !== undefined && refused.length === kinds.length) throw refused[0];
    return { running: parts.flatMap(part => ('running' in part ? part.running : [])), refused };
  };
}

async function readKind(
  client: Client,
  folder: string,
  kind: string,
): Promise<{ running: Running[] } | { refusal: ClusterError }> {
  try {
    const pages = await listPages(client, `${folder}/${kind}s`);
    return {
      running: pages.flatMap(page => (checked(isWorkloadList, page).items ?? []).map(item => runningOf(kind, item))),
    };
  } catch (error) {
    if (isRefusal(error)) return { refusal: error };
    throw error;
  }
}

function runningOf(kind: string, { metadata, spec }: Workload): Running {
  const app = metadata.labels?.['app.kubernetes.io/name'] ?? metadata.name;
  const { containers } = spec.template.spec;
  const image = (containers.find(({ name }) => name === app) ?? containers[0])?.image ?? '';
  return {
    app,
    version: imageVersion(image),
    image,
    namespace: metadata.namespace,
    workload: `${kind}.apps/${metadata.name}`,
  };
}
