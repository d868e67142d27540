import { Type, type Static } from 'typebox';
import { ClusterFacts } from '../facts/cluster-facts.ts';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { Settings } from '../settings/schema.ts';

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
  /** Owners of the object, as far as they were found: for a binding its Pod, and the ReplicaSet and Deployment of that. */
  owners: Type.Optional(Type.Array(KubernetesObject)),
  /** The object of which a known controller made this one; shown where a decision asks for it. */
  maker: Type.Optional(KubernetesObject),
  /** FleetExemptions that may speak of the object. */
  exemptions: Type.Optional(Type.Array(KubernetesObject)),
  cluster: ClusterFacts,
  settings: Settings,
  /** RFC 3339 */
  now: Type.String(),
});
export type ReviewInput = Static<typeof ReviewInput>;

/** What a review is apart from the facts and exemptions that many have in common, and the user's own rules to leave out. */
export type Judged = Omit<ReviewInput, 'cluster' | 'exemptions'> & { failed?: readonly string[] };
