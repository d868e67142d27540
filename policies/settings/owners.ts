import { Type, type Static } from 'typebox';

const Names = Type.Optional(Type.Array(Type.String({ minLength: 1 })));

/** Those who speak for an owner: only they may take an object away from it. */
const Speakers = Type.Object(
  {
    groups: Names,
    users: Names,
    /** Each as NAMESPACE:NAME. */
    serviceAccounts: Type.Optional(Type.Array(Type.String({ pattern: '^[^:]+:[^:]+$' }))),
  },
  { additionalProperties: false },
);

/** Owners by name, as labels and annotations name them. One that is not here may be replaced by anybody. */
export const Owners = Type.Record(Type.String(), Speakers);
export type Owners = Static<typeof Owners>;
