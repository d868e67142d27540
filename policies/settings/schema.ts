import { Type, type Static } from 'typebox';
import { LabelSelector } from '../../kubernetes/objects/object.ts';
import { Owners } from './owners.ts';

export const Action = Type.Enum(['deny', 'warn', 'audit', 'off']);
export type Action = Static<typeof Action>;

const closed = { additionalProperties: false };

/** Day, until its end in UTC, or time, both in RFC 3339; rfc3339.ts checks it. */
export const DayOrTime = Type.String({ format: 'day-or-time' });

/** Action in the namespaces of the selector (in all without one); after `until`, `then`. */
const DatedAction = Type.Object(
  {
    action: Action,
    namespaces: Type.Optional(LabelSelector),
    until: Type.Optional(DayOrTime),
    /** Action after `until`; deny by default. */
    then: Type.Optional(Action),
  },
  { ...closed, dependencies: { then: ['until'] } },
);

/** One action everywhere, or a list; its first entry whose namespaces match counts. */
export const RuleSetting = Type.Union([Action, Type.Array(DatedAction)]);

const ControlledKind = Type.Object({ group: Type.String(), kind: Type.String({ minLength: 1 }) }, closed);

/** Controller that makes objects from others: its ServiceAccount and the kinds of the others. */
const Controller = Type.Object(
  {
    /** In the form NAMESPACE:NAME. */
    serviceAccount: Type.String({ pattern: '^[a-z0-9-]+:[a-z0-9.-]+$' }),
    of: Type.Array(ControlledKind, { minItems: 1 }),
  },
  closed,
);

/**
 * Address of the published pages of rules. A rule's page is at this address, a slash and its id.
 */
const Docs = Type.Object({ url: Type.Optional(Type.String({ format: 'web-address' })) }, closed);

/** Settings of the rules in a cluster. A rule that is not named has the action of its metadata. */
export const Settings = Type.Object(
  {
    rules: Type.Optional(Type.Record(Type.String(), RuleSetting)),
    /** Keys of labels or annotations that name an owner, read after kubectl-fleet.io/owner. */
    ownerKeys: Type.Optional(Type.Array(Type.String())),
    /** Owners with the users who act for them. */
    owners: Type.Optional(Owners),
    /** Groups whose members act for every owner, in an emergency. */
    breakGlassGroups: Type.Optional(Type.Array(Type.String())),
    /**
     * Controllers beside those that the policy knows. An exemption of an object applies to the
     * objects that a controller makes from it, too.
     */
    controllers: Type.Optional(Type.Array(Controller)),
    /** Days that an exemption may last at most. */
    exemptionDays: Type.Optional(Type.Integer({ minimum: 1 })),
    docs: Type.Optional(Docs),
  },
  closed,
);
export type Settings = Static<typeof Settings>;
