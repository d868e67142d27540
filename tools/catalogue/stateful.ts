import { Type, type Static, type TSchema } from 'typebox';
import { Path } from './names.ts';

const closed = { additionalProperties: false };

/** Repository OWNER/NAME, and where in it the kind is defined. */
const Source = Type.String({ pattern: '^[\\w.-]+/[\\w.-]+( \\S+)?$' });

const HoldsData = {
  /** Its data, as the end of a sentence. */
  holds: Type.String({ minLength: 1 }),
  /** The operator whose kind it is. */
  system: Type.String({ minLength: 1 }),
  source: Source,
};

/** How a kind is meant to be used over several clusters. */
const MultiCluster = Type.Object(
  {
    shape: Type.Enum(['one-per-cluster', 'reaches-others', 'same-in-each']),
    fix: Type.String(),
    why: Type.Optional(Type.String()),
  },
  closed,
);

/** GROUP/KIND, where the core group is empty. */
const byKind = <Value extends TSchema>(value: Value) =>
  Type.Record(Type.String({ pattern: '^[a-z0-9.-]*/[A-Za-z0-9]+$' }), value, closed);

/** The content of policies/fleet/catalogue/stateful/data.yaml. */
export const Stateful = Type.Object(
  {
    kinds: byKind(Type.Object({ ...HoldsData, multi_cluster: Type.Optional(MultiCluster) }, closed)),
    claim_templates: byKind(Path),
    stateful_templates: byKind(
      Type.Array(
        Type.Object(
          {
            path: Path,
            /** One of these fields in an item of the list. */
            has: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
            ...HoldsData,
          },
          closed,
        ),
        { minItems: 1 },
      ),
    ),
    /** The reason why each holds no data. */
    without_data: byKind(Type.String({ minLength: 1 })),
  },
  closed,
);
export type Stateful = Static<typeof Stateful>;
