import { Type, type Static } from 'typebox';
import { KubernetesObject, Labels, LabelSelector } from '../../kubernetes/objects/object.ts';

/** What is known of a cluster, and what it is read from. */

const Taint = Type.Object({ key: Type.String(), value: Type.Optional(Type.String()), effect: Type.String() });

/** One node as far as placement needs it. `provider` names the virtual-node system that stands behind it, '' for a machine. */
export const FleetNode = Type.Object({
  name: Type.String(),
  labels: Labels,
  taints: Type.Array(Taint),
  ready: Type.Boolean(),
  provider: Type.String(),
});
export type FleetNode = Static<typeof FleetNode>;

/** A claim on storage, by which a workload that names it is known to be stateful or not. */
export const Claim = Type.Object({
  namespace: Type.String(),
  name: Type.String(),
  accessModes: Type.Array(Type.String()),
});
export type Claim = Static<typeof Claim>;

/** A workload of the cluster as far as rules on other objects need it. '' in a field says that there is none. With '' in all, it counts only in a shared namespace. */
export const Workload = Type.Object({
  /** Group and kind as in the policy's data, e.g. apps/Deployment. */
  type: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
  /** Labels of its pods. */
  labels: Labels,
  /** Virtual-node system whose nodes its pods ask for. */
  provider: Type.String(),
  /** Federation that placed it. */
  placedBy: Type.String(),
  /** What data it is known to hold, in words. */
  holds: Type.String(),
  /** Virtual-node systems to which its namespace may be handed: its pods keep off their nodes, or it asks for their own storage. */
  apartFrom: Type.Optional(Type.Array(Type.String())),
});
export type Workload = Static<typeof Workload>;

/** What limits the voluntary disruptions of the pods that it selects. */
export const DisruptionBudget = Type.Object({ namespace: Type.String(), name: Type.String(), selector: LabelSelector });

/** A cluster that a GitOps hub here deploys to. */
export const RegisteredCluster = Type.Object({ name: Type.String(), server: Type.String() });

/** One part that this cluster plays in a system, e.g. member of Karmada. `title` is what a person calls it. */
export const Role = Type.Object({ system: Type.String(), role: Type.String(), title: Type.String() });
export type Role = Static<typeof Role>;

/** Objects that a placement selects for a federation to place. A star stands for any type, namespace or name. */
const Selected = Type.Object({
  type: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
  system: Type.String(),
});

/**
 * Facts: what a rule may know about a cluster beyond the object in hand. A field that is absent is unknown, and no rule
 * guesses it; `owner: ''` says that the cluster is known to have no owner.
 */
export const ClusterFacts = Type.Object(
  {
    name: Type.Optional(Type.String()),
    fleet: Type.Optional(Type.String()),
    owner: Type.Optional(Type.String()),
    /** Where the owner was read, e.g. annotation kubectl-fleet.io/owner of namespace kube-system. */
    ownerFrom: Type.Optional(Type.String()),
    version: Type.Optional(Type.String()),
    nodes: Type.Optional(Type.Array(FleetNode)),
    claims: Type.Optional(Type.Array(Claim)),
    workloads: Type.Optional(Type.Array(Workload)),
    disruptionBudgets: Type.Optional(Type.Array(DisruptionBudget)),
    roles: Type.Optional(Type.Array(Role)),
    /** Systems of GitOps that run here or write here, e.g. argocd. */
    gitops: Type.Optional(Type.Array(Type.String())),
    clusters: Type.Optional(Type.Array(RegisteredCluster)),
    /** Objects that placements beside them select, of a set of manifests; a federation marks those of a cluster itself. */
    selected: Type.Optional(Type.Array(Selected)),
  },
  { additionalProperties: false },
);
export type ClusterFacts = Static<typeof ClusterFacts>;

const RawList = Type.Optional(Type.Array(KubernetesObject));

/** Lists of raw objects, each named as the facts that are read from it. One that was not read is absent. */
export const RawLists = Type.Object({
  nodes: RawList,
  namespaces: RawList,
  claims: RawList,
  workloads: RawList,
  disruptionBudgets: RawList,
  clusters: RawList,
  exemptions: RawList,
  /** What stands above the Pod of a binding; no fact is read from them. */
  owners: RawList,
});
export type ListName = keyof Static<typeof RawLists>;

/** What the policy reads the facts of one cluster from. */
export const ClusterObjects = Type.Object({
  identity: Type.Optional(Type.Pick(ClusterFacts, ['name', 'fleet', 'owner'])),
  version: Type.Optional(Type.String()),
  apiGroups: Type.Optional(Type.Array(Type.String())),
  ...RawLists.properties,
  /** Placements of a set of manifests, whose federations have marked nothing yet. They are not read from a cluster. */
  placements: RawList,
  /** Objects that the placements select, when the placements are read apart. */
  selected: Type.Optional(Type.Array(Selected)),
  /** Systems behind its virtual nodes, where these are read apart. */
  providers: Type.Optional(Type.Array(Type.String())),
  /** True when every workload counts, also one with '' in all fields. */
  everyWorkload: Type.Optional(Type.Boolean()),
  /** Lists of which some objects could not be read. */
  incomplete: Type.Optional(Type.Array(Type.KeyOf(RawLists))),
});
export type ClusterObjects = Static<typeof ClusterObjects>;

/** What is read from some workloads of a cluster. */
export const WorkloadFacts = Type.Object({
  /** Absent where their pods were not read. */
  facts: Type.Optional(Type.Array(Workload)),
  /** Those by which the part is known that the cluster plays. */
  telling: Type.Array(KubernetesObject),
  /** Namespaces in which every workload counts, also one with '' in all fields. */
  sharedNamespaces: Type.Array(Type.String()),
  /** Absent without placements in the input. */
  selected: ClusterObjects.properties.selected,
});
export type WorkloadFacts = Static<typeof WorkloadFacts>;

/** One list to read from a cluster for its facts, as the policy's data says. */
export const Read = Type.Object({
  into: Type.KeyOf(RawLists),
  /** '' for the core group. */
  group: Type.String(),
  version: Type.String(),
  /** Its name in paths, e.g. deployments. */
  resource: Type.String(),
  kind: Type.String(),
  /** Paths of all that is kept of an object beside type, name and namespace; a list on the way stands for each of its elements. */
  fields: Type.Array(Type.Array(Type.String())),
  /** Its readers; `bindings` is the webhook where it is asked about bindings, `makers` the webhook that looks at the maker of a refused object. */
  by: Type.Array(Type.Enum(['plugin', 'webhook', 'bindings', 'makers'])),
  labelSelector: Type.Optional(Type.String()),
  fieldSelector: Type.Optional(Type.String()),
  /** API group without which there is nothing to be found, so that nobody asks. */
  whenServed: Type.Optional(Type.String()),
});
export type Read = Static<typeof Read>;
