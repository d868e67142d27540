import { Type, type Static } from 'typebox';

const Names = Type.Optional(Type.Array(Type.String({ minLength: 1 })));

/** Users who act for an owner: only they may change the owner of its objects. */
const Speakers = Type.Object(
  {
    groups: Names,
    users: Names,
    /** Each as NAMESPACE:NAME. */
    serviceAccounts: Type.Optional(Type.Array(Type.String({ pattern: '^[^:]+:[^:]+$' }))),
  },
  { additionalProperties: false },
);

/**
 * Owners by name, as labels and annotations name them. Any user may replace an owner that is not
 * listed.
 */
export const Owners = Type.Record(Type.String(), Speakers);
export type Owners = Static<typeof Owners>;
