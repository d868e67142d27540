import { Type } from 'typebox';
import { metadataText } from '../../kubernetes/objects/metadata-text.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import type { Read } from './reads.ts';
import { LabelSelector, type KubernetesObject } from '../../kubernetes/objects/object.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { fieldPicker } from './reads.ts';
import { validatorOf, type Validator } from '../../kubernetes/schema/validator.ts';

/** Group and kind of objects; a star at the end of the kind stands for the rest of its name. */
type ObjectKind = Pick<Read, 'group' | 'kind'>;

/** Reads facts from objects, as the engine does. */
export interface FactReader {
  /** Lists the kinds from which facts are read. */
  reads: () => readonly Read[];
  /** Lists the kinds that rules judge. */
  reviewedKinds: () => readonly ObjectKind[];
  readFacts: (objects: ClusterObjects) => ClusterFacts;
}

/**
 * Returns the facts of a cluster as if it held these objects too. An object replaces a known one of
 * the same name. A set of manifests proves that an object exists, and never that no other one does.
 * Rules judge by the absence of a budget, so budgets are added only if those of the cluster are
 * known.
 */
export function factsWithManifests(
  objects: readonly KubernetesObject[],
  known: ClusterFacts,
  engine: FactReader,
): ClusterFacts {
  const lists = listsOf(objects, engine.reads());
  const placements = judgedObjects(objects, engine.reviewedKinds());
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

/** Joins the facts that are read from objects with the known facts of other objects. */
function replaced<Known extends Fact>(
  known: readonly Known[] = [],
  read: readonly Known[] = [],
  objects: readonly KubernetesObject[] = [],
): Known[] {
  const nameOf = (type: string, namespace: string, name: string) => `${type} ${namespace}/${name}`;
  const names = new Set(
    objects.map(object => nameOf(typeOf(object), metadataText(object, 'namespace'), metadataText(object, 'name'))),
  );
  // Only facts of workloads have a type; each other list holds one type.
  const [first = {}] = objects;
  return [
    ...read,
    ...known.filter(({ type = typeOf(first), namespace, name }) => !names.has(nameOf(type, namespace, name))),
  ];
}

/** Lists of a cluster to which a set of manifests adds objects. */
type Lists = Pick<ClusterObjects, 'claims' | 'workloads' | 'disruptionBudgets'>;

/** Returns the objects as lists of a cluster. A list without objects is absent. */
function listsOf(objects: readonly KubernetesObject[], reads: readonly Read[]): Lists {
  const listed = (name: keyof Lists, check: Validator<unknown>): Lists => {
    const keepers = new Map(
      reads.filter(({ into }) => into === name).map(read => [typeOfKind(read), fieldPicker(read)]),
    );
    const list = objects.flatMap(object => {
      const keep = keepers.get(typeOf(object));
      return keep === undefined || !check(object) ? [] : [withNamespace(keep(object))];
    });
    return list.length === 0 ? {} : { [name]: list };
  };
  return {
    ...listed('claims', hasSpec),
    ...listed('workloads', hasSpec),
    ...listed('disruptionBudgets', isBudget),
  };
}

/**
 * True for an object with a spec. Every workload of a cluster has one; patches of other manifests
 * often have none.
 */
export const hasSpec = validatorOf(Type.Object({ spec: Type.Record(Type.String(), Type.Unknown()) }));
/** True for a budget that an API server accepts. Facts are checked by the same schema. */
export const isBudget = validatorOf(Type.Object({ spec: Type.Object({ selector: Type.Optional(LabelSelector) }) }));

/** Sets a missing namespace to '', so that all manifests without a namespace are in one. */
function withNamespace(object: KubernetesObject): KubernetesObject {
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  return { ...object, metadata: { ...metadata, namespace: metadataText(object, 'namespace') } };
}

/** Returns the objects that rules judge, placements included. */
function judgedObjects(objects: readonly KubernetesObject[], kinds: readonly ObjectKind[]): KubernetesObject[] {
  const types = kinds.map(typeOfKind);
  const whole = new Set(types);
  const beginnings = types.filter(type => type.endsWith('*')).map(type => type.slice(0, -1));
  return objects.filter(object => {
    const type = typeOf(object);
    return whole.has(type) || beginnings.some(beginning => type.startsWith(beginning));
  });
}

/** Returns group and kind as in the policy's data, e.g. apps/Deployment. */
function typeOf({ apiVersion, kind }: KubernetesObject): string {
  const [group, version] = String(apiVersion).split('/');
  return typeOfKind({ group: version === undefined ? '' : String(group), kind: String(kind) });
}

function typeOfKind({ group, kind }: ObjectKind): string {
  return `${group}/${kind}`;
}
