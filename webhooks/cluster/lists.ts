import type { ClusterObjects, KubernetesObject, ListName, Read } from '../../policies/engine/model.ts';
import type { ClusterClient } from './client.ts';
import { reflect, type Reflector } from './reflector.ts';

/** Copies of some lists of the cluster that follow their changes. */
export interface Lists {
  /** Tells which API groups are served: of others there is nothing to list until they are. */
  serve: (apiGroups: readonly string[]) => void;
  objects: () => Pick<ClusterObjects, ListName | 'incomplete'>;
  /** Which lists have not been read yet. */
  unread: () => string[];
  namespace: (name: string) => KubernetesObject | undefined;
}

interface Following {
  signal: AbortSignal;
  onChange: () => void;
  onProblem: (list: string, problem: string) => void;
}

/** Follows what is to be read until the signal is aborted. */
export function followLists(
  client: ClusterClient,
  reads: readonly Read[],
  { signal, onChange, onProblem }: Following,
): Lists {
  let served = [''];
  const reflectors = new Map<Read, Reflector>();
  const isServed = ({ group, whenServed = group }: Read): boolean => served.includes(whenServed);
  const follow = (): void => {
    for (const read of reads) {
      if (!isServed(read) || reflectors.has(read)) continue;
      const tell = (problem: string): void => {
        onProblem(read.resource, problem);
      };
      reflectors.set(read, reflect(client, read, { signal, onChange, onProblem: tell }));
    }
  };
  /** undefined until the list was read. */
  const objectsOf = (read: Read): KubernetesObject[] | undefined =>
    isServed(read) ? reflectors.get(read)?.objects() : [];
  const isUnread = (read: Read): boolean => objectsOf(read) === undefined;
  follow();

  return {
    serve: apiGroups => {
      served = ['', ...apiGroups];
      follow();
    },
    objects: () => {
      const lists: Partial<Record<ListName, KubernetesObject[]>> = {};
      for (const read of reads) lists[read.into] = [...(lists[read.into] ?? []), ...(objectsOf(read) ?? [])];
      return { ...lists, incomplete: reads.filter(isUnread).map(({ into }) => into) };
    },
    unread: () => reads.filter(isUnread).map(({ resource }) => resource),
    namespace: name => {
      const namespaces = reads.find(({ into }) => into === 'namespaces');
      return namespaces && reflectors.get(namespaces)?.get(name);
    },
  };
}
