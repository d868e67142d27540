import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../policies/engine/engine.ts';
import type { ClusterFacts, ClusterObjects, KubernetesObject } from '../../policies/engine/model.ts';
import { reasonOf } from '../errors.ts';
import type { ClusterClient } from './client.ts';
import { discover } from './discovery.ts';
import type { Keeping } from './keep-doing.ts';
import { reflect } from './reflector.ts';

/** What the webhook knows of its own cluster; no other cluster is ever asked. */
export interface Cluster {
  facts: () => ClusterFacts;
  /** null where there is no such namespace. One that was made a moment ago is waited for, half a second at most. */
  namespaceObject: (name: string) => Promise<KubernetesObject | null>;
  /** What has never been read, in words; empty once all was. What was read once is used even when the cluster no longer answers. */
  missing: () => string[];
}

/** Follows the cluster until the signal is aborted. The facts are read anew a moment after any change. */
export function followCluster(
  client: ClusterClient,
  engine: Pick<Engine, 'readFacts'>,
  identity: NonNullable<ClusterObjects['identity']>,
  { signal, onProblem }: Keeping,
): Cluster {
  let facts: ClusterFacts | undefined;
  let due: NodeJS.Timeout | undefined;
  const problems = new Map<string, string>();
  const tell = (what: string) => (problem: string) => {
    problems.set(what, problem);
    onProblem(`${what}: ${problem}`);
  };

  const readFacts = (): void => {
    due = undefined;
    if (unread().length > 0) return;
    try {
      facts = engine.readFacts({
        identity,
        ...discovery(),
        nodes: nodes.objects() ?? [],
        namespaces: namespaces.objects() ?? [],
        claims: claims.objects() ?? [],
      });
    } catch (error) {
      tell('facts')(reasonOf(error));
    }
  };
  // Many changes come together, e.g. when a node joins or a StatefulSet is scaled.
  const onChange = (): void => {
    due ??= setTimeout(readFacts, 100).unref();
  };

  const follow = (what: string, path: string): ReturnType<typeof reflect> =>
    reflect(client, path, { signal, onChange, onProblem: tell(what) });
  const nodes = follow('nodes', '/api/v1/nodes');
  const namespaces = follow('namespaces', '/api/v1/namespaces');
  const claims = follow('persistentvolumeclaims', '/api/v1/persistentvolumeclaims');
  const discovery = discover(client, { signal, onChange, onProblem: tell('discovery') });

  const unread = (): string[] =>
    Object.entries({
      nodes: nodes.objects(),
      namespaces: namespaces.objects(),
      persistentvolumeclaims: claims.objects(),
      discovery: discovery(),
    }).flatMap(([what, read]) => (read === undefined ? [what] : []));

  return {
    facts: () => facts ?? identity,
    namespaceObject: async name => {
      for (let waits = 0; waits < 20 && namespaces.get(name) === undefined; waits++) await sleep(25);
      return namespaces.get(name) ?? null;
    },
    missing: () => {
      if (facts !== undefined) return [];
      const left = unread();
      if (left.length === 0) left.push('facts');
      return left.map(what => `${what}: ${problems.get(what) ?? 'not read yet'}`);
    },
  };
}
