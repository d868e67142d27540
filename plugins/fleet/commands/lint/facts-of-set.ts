import { metadataText } from '../../../../kubernetes/objects/metadata-text.ts';
import type { ClusterFacts } from '../../../../policies/facts/cluster-facts.ts';
import type { Engine } from '../../../../policies/engine/engine.ts';
import type { KubernetesObject } from '../../../../kubernetes/objects/object.ts';
import { judgedAmong, listsAmong, typeOf } from './lists-of-set.ts';

/** The part of the engine that reads the facts of a set. */
export type FactReader = Pick<Engine, 'reads' | 'judged' | 'readFacts'>;

/**
 * Returns the facts of the cluster as if it held these objects too. An object replaces a known one of the same name.
 * A set proves that an object exists, and never that no other one does. Rules judge by the absence of a budget, so budgets are added
 * only when those of the cluster are known.
 */
export function factsOfSet(
  objects: readonly KubernetesObject[],
  known: ClusterFacts,
  engine: FactReader,
): ClusterFacts {
  const lists = listsAmong(objects, engine.reads());
  const placements = judgedAmong(objects, engine.judged());
  if (Object.keys(lists).length === 0 && placements.length === 0) return known;
  const read = engine.readFacts({ ...lists, placements });
  return {
    ...known,
    ...(read.selected !== undefined && read.selected.length > 0 && { selected: read.selected }),
    ...(lists.claims && { claims: replaced(known.claims, read.claims, lists.claims) }),
    ...(lists.workloads && { workloads: replaced(known.workloads, read.workloads, lists.workloads) }),
    ...(known.disruptionBudgets && {
      disruptionBudgets: replaced(known.disruptionBudgets, read.disruptionBudgets, lists.disruptionBudgets),
    }),
  };
}

interface Fact {
  type?: string;
  namespace: string;
  name: string;
}

/** The facts that were read from objects, and those known about other ones. */
function replaced<Known extends Fact>(
  known: readonly Known[] = [],
  read: readonly Known[] = [],
  objects: readonly KubernetesObject[] = [],
): Known[] {
  const nameOf = (type: string, namespace: string, name: string) => `${type} ${namespace}/${name}`;
  const names = new Set(
    objects.map(object => nameOf(typeOf(object), metadataText(object, 'namespace'), metadataText(object, 'name'))),
  );
  // Only facts about workloads say of which type they are; the other lists hold one type each.
  const [first = {}] = objects;
  return [
    ...read,
    ...known.filter(({ type = typeOf(first), namespace, name }) => !names.has(nameOf(type, namespace, name))),
  ];
}
