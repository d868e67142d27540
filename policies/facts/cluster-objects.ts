import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { ClusterFacts, Selected, Workload } from './cluster-facts.ts';

const RawList = Type.Optional(Type.Array(KubernetesObject));

/** Lists of raw objects, each named as its facts. A list that was not read is absent. */
export const RawLists = Type.Object({
  nodes: RawList,
  namespaces: RawList,
  claims: RawList,
  workloads: RawList,
  disruptionBudgets: RawList,
  clusters: RawList,
  exemptions: RawList,
  /** Owners of the Pods of bindings; no fact is read from them. */
  owners: RawList,
});
export type ListName = keyof Static<typeof RawLists>;

/** Input from which the policy reads the facts of one cluster. */
export const ClusterObjects = Type.Object({
  identity: Type.Optional(Type.Pick(ClusterFacts, ['name', 'fleet', 'owner'])),
  version: Type.Optional(Type.String()),
  apiGroups: Type.Optional(Type.Array(Type.String())),
  ...RawLists.properties,
  /**
   * Placements of a set of manifests, in which no federation has marked an object yet. They are not
   * read from a cluster.
   */
  placements: RawList,
  /** Objects that the placements select, if the placements are read separately. */
  selected: Type.Optional(Type.Array(Selected)),
  /** Systems behind its virtual nodes, if the nodes are read separately. */
  providers: Type.Optional(Type.Array(Type.String())),
  /** True if every workload counts, also one with '' in all fields. */
  everyWorkload: Type.Optional(Type.Boolean()),
  /** Lists of which some objects could not be read. */
  incomplete: Type.Optional(Type.Array(Type.KeyOf(RawLists))),
});
export type ClusterObjects = Static<typeof ClusterObjects>;

/** Facts of some workloads of a cluster. */
export const WorkloadFacts = Type.Object({
  /** Absent if their pods were not read. */
  facts: Type.Optional(Type.Array(Workload)),
  /** Workloads that show the roles of the cluster. */
  telling: Type.Array(KubernetesObject),
  /** Namespaces in which every workload counts, also one with '' in all fields. */
  sharedNamespaces: Type.Array(Type.String()),
  /** Absent without placements in the input. */
  selected: ClusterObjects.properties.selected,
});
export type WorkloadFacts = Static<typeof WorkloadFacts>;
