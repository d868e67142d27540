import { Type, type Static } from 'typebox';
import { ObjectType, Source } from './names.ts';
import { Reads } from './read-sections.ts';

const closed = { additionalProperties: false };

const Controller = Type.Object(
  {
    /** The account of its installation, as the API server names it. */
    user: Type.String({ pattern: '^system:serviceaccount:[a-z0-9-]+:[a-z0-9.-]+$' }),
    /** Kinds of whose objects it makes others. */
    of: Type.Array(ObjectType, { minItems: 1, uniqueItems: true }),
    source: Source,
  },
  closed,
);

/** The content of policies/fleet/catalogue/controllers/data.yaml. */
export const Controllers = Type.Object({ known: Type.Array(Controller, { minItems: 1 }), reads: Reads }, closed);
export type Controllers = Static<typeof Controllers>;
