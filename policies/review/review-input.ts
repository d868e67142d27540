import { Type, type Static } from 'typebox';
import { ClusterFacts } from '../facts/cluster-facts.ts';
import { KubernetesObject } from '../../kubernetes/objects/object.ts';
import { Settings } from '../settings/schema.ts';

const GroupVersionKind = Type.Object({ group: Type.String(), version: Type.String(), kind: Type.String() });
const GroupVersionResource = Type.Object({ group: Type.String(), version: Type.String(), resource: Type.String() });

/** Requester, as an admission request names it. */
export const UserInfo = Type.Object({
  username: Type.Optional(Type.String()),
  uid: Type.Optional(Type.String()),
  groups: Type.Optional(Type.Array(Type.String())),
  extra: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
});

/** Review of one object, from an admission request or from a manifest. */
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
  /** Name that the client gives itself, options.fieldManager of the request; '' for none. */
  fieldManager: Type.String(),
  dryRun: Type.Boolean(),
  namespaceObject: Type.Union([KubernetesObject, Type.Null()]),
  /**
   * Owners of the object, as far as they were found. Those of a binding are its Pod, and the
   * ReplicaSet and Deployment of the Pod.
   */
  owners: Type.Optional(Type.Array(KubernetesObject)),
  /** Object from which a known controller made this one; present where a decision asks for it. */
  maker: Type.Optional(KubernetesObject),
  /** FleetExemptions that may cover the object. */
  exemptions: Type.Optional(Type.Array(KubernetesObject)),
  cluster: ClusterFacts,
  settings: Settings,
  /** Time in RFC 3339. */
  now: Type.String(),
});
export type ReviewInput = Static<typeof ReviewInput>;

/**
 * The input of one review without the facts and exemptions that many reviews share, with the
 * packages of the user's own rules to leave out.
 */
export type PassingReview = Omit<ReviewInput, 'cluster' | 'exemptions'> & {
  failed?: readonly string[];
};
