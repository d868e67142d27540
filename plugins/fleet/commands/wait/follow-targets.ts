import { EventEmitter, once } from 'node:events';
import type { Client } from '../../../../kubernetes/client/client.ts';
import { grouped } from '../../../../kubernetes/objects/grouped.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import { reflect } from '../../../../kubernetes/watch/reflector.ts';
import { readObject, type Target, type WaitQuery } from './find-targets.ts';

interface FollowOptions {
  selection: WaitQuery['selection'];
  /** Ends the watches. */
  over: AbortSignal;
  /** The connection is lost. It is tried again. */
  onProblem: (problem: string) => void;
  /** Receives each target as it is now, undefined where it does not exist. */
  onObject: (target: Target, object: KubernetesObject | undefined) => void;
}

/**
 * Watches the targets that are still pending, until none is or the time is over.
 * @throws ClusterError
 */
export async function followTargets(
  client: Client,
  pending: () => readonly Target[],
  { selection, over, onProblem, onObject }: FollowOptions,
): Promise<void> {
  const changes = new EventEmitter();
  const onChange = () => changes.emit('change');
  over.addEventListener('abort', onChange, { once: true });
  const collections = grouped(pending(), ({ collection }) => collection);
  const reflectors = new Map(
    [...collections].map(([path, targets]) => {
      const list = { path, selection: selectionOf(targets, selection), keep: (object: KubernetesObject) => object };
      return [path, reflect(client, list, { signal: over, onProblem, onChange })];
    }),
  );
  const isOver = () => over.aborted;
  while (!isOver() && pending().length > 0) {
    const change = once(changes, 'change');
    for (const target of pending()) {
      const reflector = reflectors.get(target.collection);
      if (reflector?.isRead() !== true) continue;
      // An object that left the selection may still exist.
      onObject(target, reflector.get(target.name, target.namespace) ?? (await readObject(client, target)));
    }
    if (pending().length > 0) await change;
  }
}

function selectionOf(targets: readonly Target[], selection: WaitQuery['selection']): WaitQuery['selection'] {
  const [only, ...others] = targets;
  const isNamed = only !== undefined && others.length === 0 && Object.keys(selection).length === 0;
  return isNamed ? { fieldSelector: `metadata.name=${only.name}` } : selection;
}
