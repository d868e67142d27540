import { resourceKey } from '../../../../kubernetes/discovery/resolution.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import { sleep } from '../../../../kubernetes/retry/retry-loop.ts';
import type { Question } from '../../fanout/ask-one.ts';
import { isMet, type Condition } from './conditions.ts';
import { findTargets, isObject, type Target, type WaitQuery } from './find-targets.ts';
import { followTargets } from './follow-targets.ts';

/** The outcome in one cluster. */
export interface Waited {
  met: readonly Target[];
  /** Objects that did not meet all conditions in time. */
  pending: readonly Target[];
  /** Messages about objects that do not exist. */
  absent: readonly string[];
}

/** The functions that hear of the waiting while it goes on. */
export interface WaitReport {
  /** An object meets one more condition, which is given by its place in the order. */
  met: (cluster: string, target: Target, condition: number) => void;
  /** The number of objects that a cluster still waits for. */
  left: (cluster: string, count: number) => void;
  /** The connection to a cluster is lost. It is tried again. */
  problem: (cluster: string, problem: string) => void;
}

interface WaitOptions {
  conditions: readonly Condition[];
  /** Milliseconds; 0 looks once. */
  timeout: number;
  interrupt: AbortSignal;
  report: WaitReport;
}

/** Milliseconds, some 24 days. A longer timer of Node fires at once. */
const longestTimer = 2 ** 31 - 1;

/** Milliseconds between two looks for an object that is still to be created, as in kubectl. */
const creationPause = 500;

/** Waits in one cluster until all objects have met all conditions, one condition after another. */
export function waitInCluster(query: WaitQuery, options: WaitOptions): Question<Waited> {
  const { conditions, timeout, interrupt, report } = options;
  const isFor = (type: Condition['type']) => conditions.some(condition => condition.type === type);
  return async (client, { name, namespaces: defaults }) => {
    const namespaces = query.namespace === undefined ? defaults : [query.namespace];
    const end = new AbortController();
    const timer = setTimeout(
      () => {
        end.abort();
      },
      Math.min(timeout, longestTimer),
    );
    const over = AbortSignal.any([end.signal, interrupt]);
    try {
      let targets = await findTargets(client, query, namespaces);
      while (isFor('create') && timeout > 0 && !over.aborted && !areCreated(targets)) {
        await sleep(creationPause, over);
        targets = await findTargets(client, query, namespaces);
      }
      const absent = isFor('delete') || isFor('create') ? [] : absenceMessages(targets);
      const wanted = targets.filter(({ object }) => object !== undefined || isFor('create'));
      const metCounts = new Map(wanted.map(target => [target, 0]));
      const pending = () => wanted.filter(target => (metCounts.get(target) ?? 0) < conditions.length);
      const onObject = (target: Target, object: KubernetesObject | undefined): void => {
        const before = metCounts.get(target) ?? 0;
        const unmet = conditions.slice(before).findIndex(condition => !isMet(condition, sameObject(target, object)));
        const count = unmet === -1 ? conditions.length - before : unmet;
        metCounts.set(target, before + count);
        for (let index = before; index < before + count; index += 1) report.met(name, target, index);
        report.left(name, pending().length);
      };
      for (const target of wanted) onObject(target, target.object);
      if (timeout > 0) {
        const { selection } = query;
        const onProblem = (problem: string) => {
          report.problem(name, problem);
        };
        await followTargets(client, pending, { selection, over, onProblem, onObject });
      }
      const left = pending();
      return { met: wanted.filter(target => !left.includes(target)), pending: left, absent };
    } finally {
      clearTimeout(timer);
      end.abort();
    }
  };
}

function areCreated(targets: readonly Target[]): boolean {
  return targets.length > 0 && targets.every(({ object }) => object !== undefined);
}

function absenceMessages(targets: readonly Target[]): string[] {
  if (targets.length === 0) return ['no matching resources found'];
  return targets
    .filter(({ object }) => object === undefined)
    .map(({ resource, name }) => `${resourceKey(resource)} "${name}" not found`);
}

/** Returns undefined for another object that has taken the name of the target. */
function sameObject(target: Target, object: KubernetesObject | undefined): KubernetesObject | undefined {
  const isOther = isObject(object) && isObject(target.object) && object.metadata.uid !== target.object.metadata.uid;
  return isOther ? undefined : object;
}
