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

/** The knowledge that the webhook has of its own cluster; no other cluster is ever asked. */
export interface Cluster {
  facts: () => ClusterFacts;
  /**
   * null where there is no such namespace. One that was made a moment ago is waited for, half a
   * second at most.
   */
  namespaceObject: (name: string) => Promise<KubernetesObject | null>;
  /** The same without waiting. */
  namespace: (name: string) => KubernetesObject | null;
  /** True for an API group that is served, as far as is known. */
  serves: (group: string) => boolean;
  /**
   * Returns the well-formed exemptions, as of the last read of the facts; the same value until
   * then.
   */
  exemptions: () => KubernetesObject[];
  /**
   * A Pod and what stands above it, the nearest first; nothing where bindings are not asked about.
   * @throws ClusterError
   */
  ownersOfPod: (pod: BoundPod) => Promise<KubernetesObject[]>;
  /** One object; undefined where there is none, or it cannot be seen just now. */
  find: FindOwner;
  /**
   * * Says in words what has never been read; empty once all was. A list that was read is used even
   * when the cluster no longer answers.
   */
  missing: () => string[];
  /**
   * * Says of each list, by its name, that it may not be read: what lies in it is unknown to the
   * rules then.
   */
  unreadable: () => ReadonlyMap<string, boolean>;
  /**
   * Takes up what another policy wants to be read. What was known until then is used until it is.
   */
  policyChanged: () => void;
}

interface Following extends RetryOptions {
  /**
   * Follows what stands above Pods as well, for a webhook that is asked about their bindings.
   */
  bindings?: boolean;
}

/**
 * Follows the cluster until the signal is aborted. The facts are read anew a moment after any
 * change.
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
    // Less is judged meanwhile, so in a cluster of thousands of nodes facts may rather be some
    // seconds old.
    pause = Math.max(100, 10 * (performance.now() - start));
  };
  // Many changes come together, e.g. when a node joins or a StatefulSet is scaled.
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
