import { isDeepStrictEqual } from 'node:util';
import type { Reader } from '../client/client.ts';
import { ClusterError, hasReason } from '../errors/cluster-error.ts';
import { retryLoop, type RetryOptions } from '../retry/retry-loop.ts';
import { apiGroups, serverVersion } from './api-groups.ts';

/** The version of an API server and the names of the API groups that it serves. */
export interface Discovery {
  version: string;
  apiGroups: string[];
}

/**
 * Reads discovery now and then every half a minute: an upgrade or a new kind is no event that can
 * be watched. Both answers are some KiB of names, so they are read whole.
 * @returns a function that returns the last answer; undefined before the first one
 */
export function followDiscovery(
  client: Pick<Reader, 'get'>,
  { onChange, pause = 30_000, ...options }: RetryOptions & { onChange: () => void; pause?: number },
): () => Discovery | undefined {
  let discovery: Discovery | undefined;
  const ask = async (): Promise<void> => {
    const next = await readDiscovery(client);
    // A change reads all facts again, which takes a while in a large cluster.
    if (!isDeepStrictEqual(next, discovery)) {
      discovery = next;
      onChange();
    }
  };
  void retryLoop(ask, options, () => pause);
  return () => discovery;
}

async function readDiscovery(client: Pick<Reader, 'get'>): Promise<Discovery> {
  try {
    const [version, groups] = await Promise.all([serverVersion(client), apiGroups(client)]);
    return { version, apiGroups: groups.map(({ name }) => name) };
  } catch (error) {
    if (!hasReason(error, 'InvalidAnswer')) throw error;
    throw new ClusterError('InvalidAnswer', '/version and /apis are not those of a Kubernetes API');
  }
}
