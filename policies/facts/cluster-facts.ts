import { Type, type Static } from 'typebox';
import { Labels, LabelSelector } from '../../kubernetes/objects/object.ts';

const Taint = Type.Object({ key: Type.String(), value: Type.Optional(Type.String()), effect: Type.String() });

/**
 * Node, as far as placement needs it. `provider` is the virtual-node system behind it, '' for a
 * machine.
 */
export const FleetNode = Type.Object({
  name: Type.String(),
  labels: Labels,
  taints: Type.Array(Taint),
  ready: Type.Boolean(),
  provider: Type.String(),
});
export type FleetNode = Static<typeof FleetNode>;

/** PersistentVolumeClaim; it shows if a workload that names it is stateful. */
export const Claim = Type.Object({
  namespace: Type.String(),
  name: Type.String(),
  accessModes: Type.Array(Type.String()),
});
export type Claim = Static<typeof Claim>;

/**
 * Workload of the cluster, as far as rules on other objects need it. '' in a field means none. With
 * '' in provider, placedBy and holds, it counts only in a shared namespace.
 */
export const Workload = Type.Object({
  /** Group and kind as in the policy's data, e.g. apps/Deployment. */
  type: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
  /** Labels of its pods. */
  labels: Labels,
  /** Virtual-node system whose nodes its pods request. */
  provider: Type.String(),
  /** Federation that placed it. */
  placedBy: Type.String(),
  /** Data that it is known to hold, in words. */
  holds: Type.String(),
  /**
   * Virtual-node systems to which its namespace may be offloaded: its pods avoid their nodes, or it
   * requests their storage.
   */
  apartFrom: Type.Optional(Type.Array(Type.String())),
});
export type Workload = Static<typeof Workload>;

/** PodDisruptionBudget. */
export const DisruptionBudget = Type.Object({ namespace: Type.String(), name: Type.String(), selector: LabelSelector });

/** Cluster to which a GitOps hub in this cluster deploys. */
export const RegisteredCluster = Type.Object({ name: Type.String(), server: Type.String() });

/** Role of this cluster in a system, e.g. member of Karmada. `title` is its name for people. */
export const Role = Type.Object({ system: Type.String(), role: Type.String(), title: Type.String() });
export type Role = Static<typeof Role>;

/**
 * Objects that a placement selects for a federation to place. A star is any type, namespace or
 * name.
 */
export const Selected = Type.Object({
  type: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
  system: Type.String(),
});

/**
 * Facts: all that a rule may know about a cluster beyond the reviewed object. An absent field is
 * unknown, and no rule guesses it; `owner: ''` means that the cluster is known to have no owner.
 */
export const ClusterFacts = Type.Object(
  {
    name: Type.Optional(Type.String()),
    fleet: Type.Optional(Type.String()),
    owner: Type.Optional(Type.String()),
    /** Source of the owner, e.g. annotation kubectl-fleet.io/owner of namespace kube-system. */
    ownerFrom: Type.Optional(Type.String()),
    version: Type.Optional(Type.String()),
    nodes: Type.Optional(Type.Array(FleetNode)),
    claims: Type.Optional(Type.Array(Claim)),
    workloads: Type.Optional(Type.Array(Workload)),
    disruptionBudgets: Type.Optional(Type.Array(DisruptionBudget)),
    roles: Type.Optional(Type.Array(Role)),
    /** GitOps systems that run in this cluster or write to it, e.g. argocd. */
    gitops: Type.Optional(Type.Array(Type.String())),
    clusters: Type.Optional(Type.Array(RegisteredCluster)),
    /**
     * Objects of a set of manifests that placements of the set select. In a cluster, the federation
     * itself marks such objects.
     */
    selected: Type.Optional(Type.Array(Selected)),
  },
  { additionalProperties: false },
);
export type ClusterFacts = Static<typeof ClusterFacts>;
