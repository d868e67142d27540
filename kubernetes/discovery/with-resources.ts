import type { Reader } from '../client/client.ts';
import { hasReason } from '../errors/cluster-error.ts';
import { discover } from './discovery.ts';
import type { ClusterMemory } from './memory.ts';
import { resolveType } from './resolution.ts';
import type { Resource } from './resource.ts';

/** The memory of a cluster, and how far it counts. */
interface Remembered<Value> {
  memory: Pick<ClusterMemory, 'resources' | 'keepResources'>;
  /** Types as the user wrote them. The memory counts where it has all of them. */
  types: readonly string[];
  /** True for a result that a resource is missing. */
  isStale?: (value: Value) => boolean;
}

/**
 * Calls `use` with the resources of a cluster, as they are remembered where these have all types.
 * Asks the cluster otherwise, and once more when `use` meets a resource that is no longer served.
 * @throws ClusterError, and errors of `use`
 */
export async function withResources<Value>(
  client: Pick<Reader, 'get'>,
  { memory, types, isStale = () => false }: Remembered<Value>,
  use: (resources: readonly Resource[]) => Promise<Value>,
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
