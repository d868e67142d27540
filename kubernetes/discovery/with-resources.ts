import type { Reader } from '../client/client.ts';
import { hasReason } from '../errors/cluster-error.ts';
import { discover } from './discovery.ts';
import type { ClusterMemory } from './memory.ts';
import { resolveType } from './resolution.ts';
import type { Resource } from './resource.ts';

/**
 * Calls `use` with the resources of a cluster, as they are remembered where these have all types.
 * Asks the cluster otherwise, and once more when `use` meets a resource that is no longer served.
 * @param types as the user wrote them
 * @param isStale true for a result that a resource is missing
 * @throws ClusterError, and errors of `use`
 */
export async function withResources<Value>(
  client: Pick<Reader, 'get'>,
  memory: Pick<ClusterMemory, 'resources' | 'keepResources'>,
  types: readonly string[],
  use: (resources: readonly Resource[]) => Promise<Value>,
  isStale: (value: Value) => boolean = () => false,
): Promise<Value> {
  const remembered = await memory.resources();
  if (remembered !== undefined && types.every(type => resolveType(type, remembered).length > 0)) {
    try {
      const value = await use(remembered);
      if (!isStale(value)) return value;
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
    }
  }
  const resources = await discover(client);
  await memory.keepResources(resources);
  return use(resources);
}
