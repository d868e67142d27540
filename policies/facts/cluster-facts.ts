import { Type, type Static } from 'typebox';
import { Labels, LabelSelector } from '../../kubernetes/objects/object.ts';

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
export const Selected = Type.Object({
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
