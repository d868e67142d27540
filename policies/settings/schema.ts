import { Type, type Static } from 'typebox';
import { LabelSelector } from '../../kubernetes/objects/object.ts';
import { Owners } from './owners.ts';

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
