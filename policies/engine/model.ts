import { Type, type Static } from 'typebox';
import { ClusterFacts } from './cluster-facts.ts';
import { KubernetesObject, LabelSelector } from './kubernetes.ts';
import { Owners } from './owners.ts';

/**
 * The words that policies speak: what goes into an evaluation and what comes out.
 * Types and JSON schemas have this one source; Rego sees the same names.
 */

export const Action = Type.Enum(['deny', 'warn', 'audit', 'off']);
export type Action = Static<typeof Action>;

const closed = { additionalProperties: false };

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

const ControlledKind = Type.Object({ group: Type.String(), kind: Type.String({ minLength: 1 }) }, closed);

/** A writer that makes objects of others, by its ServiceAccount, and the kinds of those others. */
const Controller = Type.Object(
  {
    /** NAMESPACE:NAME */
    serviceAccount: Type.String({ pattern: '^[a-z0-9-]+:[a-z0-9.-]+$' }),
    of: Type.Array(ControlledKind, { minItems: 1 }),
  },
  closed,
);

/** The address at which the pages of rules are published: the page of a rule has this address, a slash and the rule's id. */
const Docs = Type.Object({ url: Type.Optional(Type.String({ format: 'web-address' })) }, closed);

/** What a rule's findings do in this place; a rule that is not named keeps the action of its own metadata. */
export const Settings = Type.Object(
  {
    rules: Type.Optional(Type.Record(Type.String(), RuleSetting)),
    /** Label or annotation keys that name an owner here, asked after kubectl-fleet.io/owner. */
    ownerKeys: Type.Optional(Type.Array(Type.String())),
    /** Owners with those who speak for them. */
    owners: Type.Optional(Owners),
    /** Groups whose members speak for every owner, in an emergency. */
    breakGlassGroups: Type.Optional(Type.Array(Type.String())),
    /** Controllers beside those that the policy knows; an exemption of what they make objects of is one of these objects too. */
    controllers: Type.Optional(Type.Array(Controller)),
    /** Longest time, in days, that an exemption may last. */
    exemptionDays: Type.Optional(Type.Integer({ minimum: 1 })),
    docs: Type.Optional(Docs),
  },
  closed,
);
export type Settings = Static<typeof Settings>;

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
