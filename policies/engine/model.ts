import { Type, type Static } from 'typebox';

/**
 * The words that policies speak: what goes into an evaluation and what comes out.
 * Types and JSON schemas have this one source; Rego sees the same names.
 */

/** A Kubernetes object as it was sent. A policy judges the object that was sent, so nothing in it is coerced or filled in. */
export const KubernetesObject = Type.Record(Type.String(), Type.Unknown());
export type KubernetesObject = Static<typeof KubernetesObject>;

const Labels = Type.Record(Type.String(), Type.String());

export const Action = Type.Enum(['deny', 'warn', 'audit', 'off']);
export type Action = Static<typeof Action>;

/** What a rule's findings do in this place; a rule that is not named keeps the action of its own metadata. */
export const Settings = Type.Object(
  {
    rules: Type.Optional(Type.Record(Type.String(), Action)),
    /** Label or annotation keys that name an owner here, asked after kubectl-fleet.io/owner. */
    ownerKeys: Type.Optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
);
export type Settings = Static<typeof Settings>;

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

/** One part that this cluster plays in a system, e.g. member of Karmada. `title` is what a person calls it. */
export const Role = Type.Object({ system: Type.String(), role: Type.String(), title: Type.String() });
export type Role = Static<typeof Role>;

/**
 * Facts: what a rule may know about a cluster beyond the object in hand. A field that is absent is unknown, and no rule
 * guesses it; `owner: ''` says that the cluster is known to have no owner.
 */
export const ClusterFacts = Type.Object(
  {
    name: Type.Optional(Type.String()),
    fleet: Type.Optional(Type.String()),
    owner: Type.Optional(Type.String()),
    version: Type.Optional(Type.String()),
    nodes: Type.Optional(Type.Array(FleetNode)),
    claims: Type.Optional(Type.Array(Claim)),
    roles: Type.Optional(Type.Array(Role)),
  },
  { additionalProperties: false },
);
export type ClusterFacts = Static<typeof ClusterFacts>;

/** Raw objects of one cluster from which the policy reads its facts. A list that was not read is absent. */
export const ClusterObjects = Type.Object({
  identity: Type.Optional(Type.Pick(ClusterFacts, ['name', 'fleet', 'owner'])),
  version: Type.Optional(Type.String()),
  apiGroups: Type.Optional(Type.Array(Type.String())),
  nodes: Type.Optional(Type.Array(KubernetesObject)),
  namespaces: Type.Optional(Type.Array(KubernetesObject)),
  workloads: Type.Optional(Type.Array(KubernetesObject)),
  claims: Type.Optional(Type.Array(KubernetesObject)),
});
export type ClusterObjects = Static<typeof ClusterObjects>;

const GroupVersionKind = Type.Object({ group: Type.String(), version: Type.String(), kind: Type.String() });
const GroupVersionResource = Type.Object({ group: Type.String(), version: Type.String(), resource: Type.String() });

export const UserInfo = Type.Object({
  username: Type.Optional(Type.String()),
  uid: Type.Optional(Type.String()),
  groups: Type.Optional(Type.Array(Type.String())),
  extra: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
});

/** One object on its way into a cluster, from an admission request or from a manifest. */
export const ReviewInput = Type.Object({
  operation: Type.Enum(['CREATE', 'UPDATE', 'DELETE', 'CONNECT']),
  kind: GroupVersionKind,
  resource: GroupVersionResource,
  subResource: Type.String(),
  namespace: Type.String(),
  name: Type.String(),
  object: Type.Union([KubernetesObject, Type.Null()]),
  oldObject: Type.Union([KubernetesObject, Type.Null()]),
  userInfo: UserInfo,
  /** The client's name for itself, options.fieldManager of the request; '' where it gave none. */
  fieldManager: Type.String(),
  dryRun: Type.Boolean(),
  namespaceObject: Type.Union([KubernetesObject, Type.Null()]),
  cluster: ClusterFacts,
  settings: Settings,
  /** RFC 3339 */
  now: Type.String(),
});
export type ReviewInput = Static<typeof ReviewInput>;
