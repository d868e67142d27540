import type { Client } from '../../../../kubernetes/client/client.ts';
import { apiGroups, versionPath } from '../../../../kubernetes/discovery/api-groups.ts';
import { ClusterError, hasReason } from '../../../../kubernetes/errors/cluster-error.ts';
import { mapPages } from '../../../../kubernetes/list/list.ts';

const group = 'metrics.k8s.io';
const versions: readonly string[] = ['v1', 'v1beta1'];

/** Selection of the objects of one cluster. */
export interface Selection {
  /** Name of a single object. */
  name: string | undefined;
  /** Namespaces of pods; '' is all. */
  namespaces: readonly string[];
  labelSelector: string | undefined;
  fieldSelector: string | undefined;
}

/** Answer of one cluster. */
export interface Found<Row> {
  rows: readonly Row[];
  /** Message of the server about a named object that the cluster does not have. */
  absent: string | undefined;
}

/**
 * Returns the path of the Metrics API, e.g. /apis/metrics.k8s.io/v1beta1.
 * @throws ClusterError NotFound where the cluster does not serve it
 */
export async function metricsPath(client: Client): Promise<string> {
  const served = (await apiGroups(client)).find(({ name }) => name === group)?.versions ?? [];
  const version = served.find(one => versions.includes(one));
  if (version === undefined) throw new ClusterError('NotFound', 'Metrics API not available');
  return versionPath(group, version);
}

/**
 * Returns the parts of a list that are kept, page by page. Names the Metrics API where it is
 * registered and its server does not answer.
 * @throws ClusterError
 */
export async function readMetrics<Kept>(
  client: Client,
  path: string,
  keep: (page: unknown) => Kept[],
): Promise<Kept[]> {
  return naming(async () => (await mapPages(client, path, keep)).flat());
}

/**
 * Returns the metrics of one object; the message of the server where there are none.
 * @throws ClusterError
 */
export async function readNamedMetrics(client: Client, path: string): Promise<{ value: unknown } | { absent: string }> {
  try {
    return { value: await naming(() => client.get(path)) };
  } catch (error) {
    if (hasReason(error, 'NotFound')) return { absent: error.message };
    throw error;
  }
}

async function naming<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!hasReason(error, 'ServiceUnavailable')) throw error;
    throw new ClusterError('ServiceUnavailable', `Metrics API does not answer: ${error.message}`, { cause: error });
  }
}
