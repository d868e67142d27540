import { checked } from '../../../../kubernetes/client/checked.ts';
import type { Reader } from '../../../../kubernetes/client/client.ts';
import { ClusterError, isExpired } from '../../../../kubernetes/errors/cluster-error.ts';
import { readList } from '../../../../kubernetes/list/read-list.ts';
import { isNamedObject, type NamedObject } from './listed-object.ts';

/**
 * Reads a list and keeps of each item what `read` returns of it. One item is parsed at a time, so
 * that the lists of many clusters are never whole in memory. A list that outlives its snapshot is
 * read once more from its start.
 * @throws ClusterError
 */
export async function readItems<Kept>(
  client: Pick<Reader, 'bytes'>,
  path: string,
  selection: Readonly<Record<string, string>>,
  read: (item: NamedObject) => Kept,
): Promise<Kept[]> {
  const readOnce = async (): Promise<Kept[]> => {
    const kept: Kept[] = [];
    // The client has the deadline of the cluster.
    const { signal } = new AbortController();
    for await (const { items } of readList(client, path, { signal, selection })) {
      for (const item of items) kept.push(read(checked(isNamedObject, JSON.parse(item.toString()))));
    }
    return kept;
  };
  try {
    return await readOnce();
  } catch (error) {
    if (isExpired(error)) return readOnce();
    if (!(error instanceof SyntaxError)) throw error;
    throw new ClusterError('InvalidAnswer', `the answer to ${path} is not JSON`, { cause: error });
  }
}
