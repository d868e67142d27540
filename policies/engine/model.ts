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

const closed = { additionalProperties: false };

/** A selector of Kubernetes: all of its labels and expressions have to match. */
export const LabelSelector = Type.Object(
  {
    matchLabels: Type.Optional(Labels),
    matchExpressions: Type.Optional(
      Type.Array(
        Type.Object(
          {
            key: Type.String(),
            operator: Type.Enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
            values: Type.Optional(Type.Array(Type.String())),
          },
          closed,
        ),
      ),
    ),
  },
  closed,
);

/** A day, which lasts until its end in UTC, or a time, both as RFC 3339 writes them; rfc3339.ts says which are none. */
export const DayOrTime = Type.String({ format: 'day-or-time' });

/** An action in the namespaces that the selector catches (everywhere without one); after `until` another one. */
const DatedAction = Type.Object(
  {
    action: Action,
    namespaces: Type.Optional(LabelSelector),
    until: Type.Optional(DayOrTime),
    /** deny, where it is not said. */
    then: Type.Optional(Action),
  },
  { ...closed, dependencies: { then: ['until'] } },
);

/** One action everywhere, or a list of which the first whose namespaces match counts. */
export const RuleSetting = Type.Union([Action, Type.Array(DatedAction)]);

/** What a rule's findings do in this place; a rule that is not named keeps the action of its own metadata. */
export const Settings = Type.Object(
  {
    rules: Type.Optional(Type.Record(Type.String(), RuleSetting)),
    /** Label or annotation keys that name an owner here, asked after kubectl-fleet.io/owner. */
    ownerKeys: Type.Optional(Type.Array(Type.String())),
    /** Groups whose members may change what only a system may change, in an emergency. */
    breakGlassGroups: Type.Optional(Type.Array(Type.String())),
    /** Longest time, in days, that an exemption may last. */
    exemptionDays: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
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

/** A workload of the cluster as far as rules on other objects need it; of each field '' says that there is none. Where all are, it is left out. */
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
});
export type Workload = Static<typeof Workload>;

/** What limits the voluntary disruptions of the pods that it selects. */
export const DisruptionBudget = Type.Object({ namespace: Type.String(), name: Type.String(), selector: LabelSelector });

/** A cluster that a GitOps hub here deploys to. */
export const RegisteredCluster = Type.Object({ name: Type.String(), server: Type.String() });

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
  },
  closed,
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
  /** Systems behind its virtual nodes, where these are read apart. */
  providers: Type.Optional(Type.Array(Type.String())),
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
  /** Who reads it; bindings is the webhook where it is asked about bindings. */
  by: Type.Array(Type.Enum(['plugin', 'webhook', 'bindings'])),
  labelSelector: Type.Optional(Type.String()),
  fieldSelector: Type.Optional(Type.String()),
  /** API group without which there is nothing to be found, so that nobody asks. */
  whenServed: Type.Optional(Type.String()),
});
export type Read = Static<typeof Read>;

/** A kind of which rules speak, as the policy's data says. */
export const JudgedKind = Type.Object({
  /** '' for the core group. */
  group: Type.String(),
  /** A star at the end stands for the rest of the name. */
  kind: Type.String(),
  /** Without settings, rules may refuse one; otherwise they only warn. */
  refused: Type.Boolean(),
});
export type JudgedKind = Static<typeof JudgedKind>;

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
  /** What stands above the object, as far as it was found: of a pods/binding the Pod, its ReplicaSet and its Deployment. */
  owners: Type.Optional(Type.Array(KubernetesObject)),
  /** FleetExemptions that may speak of the object. */
  exemptions: Type.Optional(Type.Array(KubernetesObject)),
  cluster: ClusterFacts,
  settings: Settings,
  /** RFC 3339 */
  now: Type.String(),
});
export type ReviewInput = Static<typeof ReviewInput>;
