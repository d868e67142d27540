import { Type } from 'typebox';
import { Kind, Name, ObjectType, Path, Source } from './names.ts';

/** Sections that single rules read. */

const closed = { additionalProperties: false };

/** What a virtual node makes of a feature of pods. */
export const Capabilities = Type.Array(
  Type.Object(
    {
      feature: Type.String(),
      verdict: Type.Enum(['rejected', 'ignored', 'doubtful']),
      says: Type.Optional(Type.String()),
      source: Source,
    },
    closed,
  ),
);

/** Whether NetworkPolicies hold on the system's virtual nodes. */
export const NetworkPolicy = Type.Object({ enforced: Type.Boolean(), source: Source }, closed);

/** What to do instead of using a kind of it; the first that fits counts. */
export const Instead = Type.Array(
  Type.Union([
    Type.Object({ kind: Kind, fix: Type.String() }, closed),
    Type.Object({ kind_prefix: Type.Union([Kind, Type.Literal('')]), fix: Type.String() }, closed),
  ]),
);

/** Why state is not at home on its virtual nodes, and the storage classes that ask for just that. */
export const Stateful = Type.Object(
  { storage_classes: Type.Array(Name), why: Type.String(), fix: Type.String(), source: Source },
  closed,
);

/** Where what a GitOps tool deploys goes. */
export const Destinations = Type.Object({
  kinds: Type.Record(ObjectType, Type.Object({ spec: Path, source: Source }), closed),
});

/** Lists of objects from which facts are read. */
export const Reads = Type.Array(Type.Object({}));
