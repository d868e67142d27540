import type { ClusterObjects, ListName } from '../../policies/facts/cluster-objects.ts';
import type { Read } from '../../policies/facts/reads.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import { reflectRead } from './reflect-read.ts';
import type { Reflector } from '../../kubernetes/watch/reflector.ts';

/** Copies of lists of the cluster that follow their changes. */
export interface Lists {
  /** Replaces the set of lists. Keeps the copies of lists that are in both sets. */
  take: (reads: readonly Read[]) => void;
  /**
   * Sets the API groups that are served. A list of another group is not read until its group is
   * served.
   */
  serve: (apiGroups: readonly string[]) => void;
  objects: () => Pick<ClusterObjects, ListName | 'incomplete'>;
  /** Returns the lists that must be read before any review can be evaluated. */
  unread: () => string[];
  /** Returns each list by its name, with true when it may not be read. */
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

/** Follows the lists of `first` until the signal is aborted. */
export function followLists(client: Reader, first: readonly Read[], { signal, onChange, onProblem }: Following): Lists {
  let reads = first;
  let served = [''];
  // The key is the content of a read, because equal reads of two policies are different objects.
  const following = new Map<string, Followed>();
  // The list of namespaces is kept separately because each review asks for a namespace.
  let namespaces: Reflector | undefined;
  const isServed = ({ group, whenServed = group }: Read): boolean => served.includes(whenServed);
  const follow = (): void => {
    for (const read of reads) {
      const key = JSON.stringify(read);
      if (!isServed(read) || following.has(key)) continue;
      const stop = new AbortController();
      const retryOptions = {
        signal: AbortSignal.any([signal, stop.signal]),
        onChange,
        onProblem: (problem: string): void => {
          onProblem(read.resource, problem);
        },
      };
      following.set(key, { reflector: reflectRead(client, read, retryOptions), stop });
    }
    const ofNamespaces = reads.find(({ into }) => into === 'namespaces');
    namespaces = ofNamespaces && reflectorOf(ofNamespaces);
  };
  const reflectorOf = (read: Read): Reflector | undefined => following.get(JSON.stringify(read))?.reflector;
  /** Returns undefined until the list was read. */
  const objectsOf = (read: Read): KubernetesObject[] | undefined =>
    isServed(read) ? reflectorOf(read)?.objects() : [];
  const isUnread = (read: Read): boolean => isServed(read) && reflectorOf(read)?.isRead() !== true;
  const isForbidden = (read: Read): boolean => isServed(read) && reflectorOf(read)?.isForbidden() === true;
  /**
   * True when the webhook waits for a list before it is ready. It does not wait for a forbidden
   * list, also not for nodes: the rules then know less and find less, which is better than no
   * webhook or one that blocks all work. It waits for namespaces: settings select by their labels
   * where a rule applies, so without them a rule would be off unnoticed.
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
