import type { ClusterObjects, ListName } from '../../policies/facts/cluster-objects.ts';
import type { Read } from '../../policies/facts/reads.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import { reflectRead } from './reflect-read.ts';
import type { Reflector } from '../../kubernetes/watch/reflector.ts';

/** Copies of some lists of the cluster that follow their changes. */
export interface Lists {
  /** Takes these lists from now on, and goes on with those that it has already. */
  take: (reads: readonly Read[]) => void;
  /** Tells which API groups are served: of others there is nothing to list until they are. */
  serve: (apiGroups: readonly string[]) => void;
  objects: () => Pick<ClusterObjects, ListName | 'incomplete'>;
  /** Returns the lists that have still to be read before anything can be judged. */
  unread: () => string[];
  /** Says of each list, by its name, that it may not be read. */
  forbidden: () => ReadonlyMap<string, boolean>;
  namespace: (name: string) => KubernetesObject | undefined;
}

interface Following {
  signal: AbortSignal;
  onChange: () => void;
  onProblem: (list: string, problem: string) => void;
}

interface Followed {
  reflector: Reflector;
  stop: AbortController;
}

/** Follows what is to be read until the signal is aborted. */
export function followLists(client: Reader, first: readonly Read[], { signal, onChange, onProblem }: Following): Lists {
  let reads = first;
  let served = [''];
  // By what is read, because another policy says the same with other values.
  const following = new Map<string, Followed>();
  // Each review asks for one of them.
  let namespaces: Reflector | undefined;
  const isServed = ({ group, whenServed = group }: Read): boolean => served.includes(whenServed);
  const follow = (): void => {
    for (const read of reads) {
      const key = JSON.stringify(read);
      if (!isServed(read) || following.has(key)) continue;
      const stop = new AbortController();
      const keeping = {
        signal: AbortSignal.any([signal, stop.signal]),
        onChange,
        onProblem: (problem: string): void => {
          onProblem(read.resource, problem);
        },
      };
      following.set(key, { reflector: reflectRead(client, read, keeping), stop });
    }
    const ofNamespaces = reads.find(({ into }) => into === 'namespaces');
    namespaces = ofNamespaces && reflectorOf(ofNamespaces);
  };
  const reflectorOf = (read: Read): Reflector | undefined => following.get(JSON.stringify(read))?.reflector;
  /** undefined until the list was read. */
  const objectsOf = (read: Read): KubernetesObject[] | undefined =>
    isServed(read) ? reflectorOf(read)?.objects() : [];
  const isUnread = (read: Read): boolean => isServed(read) && reflectorOf(read)?.isRead() !== true;
  const isForbidden = (read: Read): boolean => isServed(read) && reflectorOf(read)?.isForbidden() === true;
  /**
   * * A list that may not be read is unknown to the rules, which find less then: better than no
   * guard, or one that stops all work. That holds for nodes too. But by the labels of namespaces
   * the settings say which rules hold where, so without them a rule would be off unseen.
   */
  const isAwaited = (read: Read): boolean => isUnread(read) && (read.into === 'namespaces' || !isForbidden(read));
  follow();

  return {
    take: next => {
      reads = next;
      const wanted = new Set(reads.map(read => JSON.stringify(read)));
      for (const [key, { stop }] of following) {
        if (wanted.has(key)) continue;
        stop.abort();
        following.delete(key);
      }
      follow();
    },
    serve: apiGroups => {
      served = ['', ...apiGroups];
      follow();
    },
    objects: () => {
      const lists: Partial<Record<ListName, KubernetesObject[]>> = {};
      for (const read of reads) lists[read.into] = [...(lists[read.into] ?? []), ...(objectsOf(read) ?? [])];
      return { ...lists, incomplete: reads.filter(isUnread).map(({ into }) => into) };
    },
    unread: () => reads.filter(isAwaited).map(({ resource }) => resource),
    forbidden: () => new Map(reads.map(read => [read.resource, isForbidden(read)])),
    namespace: name => namespaces?.get(name),
  };
}
