import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ClusterFacts } from '../../policies/facts/cluster-facts.ts';
import type { ClusterObjects } from '../../policies/facts/cluster-objects.ts';
import type { Read } from '../../policies/facts/reads.ts';
import type { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { reasonOf } from '../../kubernetes/errors/reason.ts';
import type { Reader } from '../../kubernetes/client/client.ts';
import { followDiscovery } from '../../kubernetes/discovery/follow-discovery.ts';
import { usableExemptions } from './exemptions.ts';
import type { RetryOptions } from '../../kubernetes/retry/retry-loop.ts';
import { followLists } from './lists.ts';
import { followOwners } from './owner-copies.ts';
import { requestOwners } from './owner-requests.ts';
import { ownersOfPod, type BoundPod, type FindOwner } from './owners.ts';
import { yieldBetweenSteps } from './yield-between-steps.ts';
import { reportNew } from '../../kubernetes/retry/report-new.ts';

/** The state of the webhook's own cluster. The webhook asks no other cluster. */
export interface Cluster {
  facts: () => ClusterFacts;
  /**
   * Returns a namespace; null when it does not exist. Waits at most half a second for a namespace
   * that was created a moment ago.
   */
  namespaceObject: (name: string) => Promise<KubernetesObject | null>;
  /** Returns the same without waiting. */
  namespace: (name: string) => KubernetesObject | null;
  /** True for an API group that the last read of discovery lists. */
  serves: (group: string) => boolean;
  /**
   * Returns the well-formed exemptions of the last read of the facts. The value stays the same
   * until the next read.
   */
  exemptions: () => KubernetesObject[];
  /**
   * Returns a Pod and its owners, the nearest first; none when bindings are not reviewed.
   * @throws ClusterError
   */
  ownersOfPod: (pod: BoundPod) => Promise<KubernetesObject[]>;
  /** Returns one object; undefined when it does not exist or cannot be read at the moment. */
  find: FindOwner;
  /**
   * Returns messages about everything that has never been read; empty after all was read. A list
   * that was read is used even when the cluster no longer answers.
   */
  missing: () => string[];
  /**
   * Returns each list by its name, with true when it may not be read. The rules do not know its
   * content then.
   */
  unreadable: () => ReadonlyMap<string, boolean>;
  /** Starts reading the lists of another policy. The known state is used until they are read. */
  policyChanged: () => void;
}

interface Following extends RetryOptions {
  /** True also follows the owners of Pods, for a webhook that reviews bindings. */
  bindings?: boolean;
}

/**
 * Follows the cluster until the signal is aborted. Reads the facts again a moment after any change.
 */
export function followCluster(
  client: Reader,
  policy: () => { engine: Pick<Engine, 'readFactsInSteps' | 'reads' | 'rules'> },
  identity: NonNullable<ClusterObjects['identity']>,
  { signal, onProblem, bindings = false }: Following,
): Cluster {
  let facts: ClusterFacts | undefined;
  let exemptions: KubernetesObject[] = [];
  let due: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  let pause = 100;
  const problems = new Map<string, string>();
  const tellMalformed = reportNew(problem => {
    onProblem(`fleetexemptions: ${problem}`);
  });
  const tell = (what: string, problem: string): void => {
    problems.set(what, problem);
    onProblem(`${what}: ${problem}`);
  };

  const readFacts = async (): Promise<void> => {
    if (facts === undefined && unread().length > 0) return;
    const start = performance.now();
    try {
      const { exemptions: read = [], ...objects } = lists.objects();
      const { engine } = policy();
      facts = await yieldBetweenSteps(engine.readFactsInSteps({ identity, ...discovery(), ...objects }));
      const malformed: string[] = [];
      exemptions = usableExemptions(read, engine.rules(), problem => malformed.push(problem));
      tellMalformed(malformed);
    } catch (error) {
      tell('facts', reasonOf(error));
    }
    // Fewer reviews run during a read of the facts. In a cluster of thousands of nodes, facts may
    // therefore be some seconds old.
    pause = Math.max(100, 10 * (performance.now() - start));
  };
  // Many changes occur together, e.g. when a node joins or a StatefulSet is scaled.
  const onChange = (): void => {
    due ??= setTimeout(() => {
      due = undefined;
      reading = reading.then(readFacts);
    }, pause).unref();
  };

  const readsBy = (reader: Read['by'][number]): Read[] =>
    policy()
      .engine.reads()
      .filter(({ by }) => by.includes(reader));
  const lists = followLists(client, readsBy('webhook'), { signal, onChange, onProblem: tell });
  const above = readsBy('bindings');
  const findOwner = bindings && followOwners(client, above, { signal, onProblem });
  let wasAsked = false;
  const discovery = followDiscovery(client, {
    signal,
    onChange: () => {
      lists.serve(discovery()?.apiGroups ?? []);
      onChange();
    },
    onProblem: problem => {
      tell('discovery', problem);
    },
  });
  const request = requestOwners({ client, onProblem });
  const unread = (): string[] => [...lists.unread(), ...(discovery() === undefined ? ['discovery'] : [])];

  return {
    facts: () => facts ?? identity,
    namespaceObject: async name => {
      for (let waits = 0; waits < 20 && lists.namespace(name) === undefined; waits++) await sleep(25);
      return lists.namespace(name) ?? null;
    },
    namespace: name => lists.namespace(name) ?? null,
    serves: group => discovery()?.apiGroups.includes(group) ?? false,
    exemptions: () => exemptions,
    ownersOfPod: async pod => {
      if (findOwner) return ownersOfPod(pod, findOwner);
      if (!wasAsked)
        onProblem('asked about a binding, of which nothing is known here: the configuration lacks bindings: true');
      wasAsked = true;
      return [];
    },
    find: (reference, namespace) =>
      request(reference, namespace).catch((error: unknown) => {
        onProblem(reasonOf(error));
        return undefined;
      }),
    unreadable: lists.forbidden,
    policyChanged: () => {
      lists.take(readsBy('webhook'));
      onChange();
    },
    missing: () => {
      if (facts !== undefined) return [];
      const left = unread();
      if (left.length === 0) left.push('facts');
      return left.map(what => `${what}: ${problems.get(what) ?? 'not read yet'}`);
    },
  };
}
