import { Type } from 'typebox';
import { Key, Source } from './names.ts';
import { OwnerKind } from './sections.ts';

const closed = { additionalProperties: false };
const listOf = { minItems: 1 };

/**
 * Ways to do something with an object in the system, each a clause of a sentence. The first counts
 * whose mark the object bears.
 */
const Ways = Type.Optional(
  Type.Array(
    Type.Object(
      {
        /** `{kind}` stands for the kind of the object, `{name}` for the value of the mark. */
        says: Type.String({ minLength: 1 }),
        mark: Type.Optional(
          Type.Union([
            Type.Object({ label: Key }, closed),
            Type.Object({ annotation: Key }, closed),
            Type.Object({ owner: OwnerKind }, closed),
          ]),
        ),
        /** The name is the value of the mark up to this text. */
        until: Type.Optional(Type.String({ minLength: 1 })),
        source: Source,
      },
      closed,
    ),
    listOf,
  ),
);
export const Fixes = Type.Object(
  {
    /** How the system stops to place the object. */
    take_out: Ways,
    /** How to change the object in the place where it is written. */
    change: Ways,
  },
  { ...closed, minProperties: 1 },
);
