import { Type } from 'typebox';
import { Group, Kind, Path, Source } from './names.ts';

/** Sections that single rules read. */

/** Objects that say what is to be placed in other clusters; with none of the ways, they only say in which clusters. */
export const Placements = Type.Array(
  Type.Object({
    group: Group,
    kinds: Type.Optional(Type.Array(Kind, { minItems: 1 })),
    kind_prefix: Type.Optional(Kind),
    /** List of selectors, each of a kind and perhaps a name. */
    selectors: Type.Optional(Path),
    /** One object that is named. */
    reference: Type.Optional(Path),
    /** One kind that is named. */
    type: Type.Optional(Path),
    /** Whole objects, in a list or by name. */
    contents: Type.Optional(Path),
    /** One whole object. */
    content: Type.Optional(Path),
    /** One object that leaves out what the kind and the name of its wrapper say. */
    template: Type.Optional(Path),
    source: Source,
  }),
  { minItems: 1 },
);

/** What a virtual node makes of a feature of pods. */
export const Capabilities = Type.Array(
  Type.Object(
    {
      feature: Type.String(),
      verdict: Type.Enum(['rejected', 'ignored', 'doubtful']),
      says: Type.Optional(Type.String()),
      source: Source,
    },
    { additionalProperties: false },
  ),
);

/** Whether NetworkPolicies hold on the system's virtual nodes. */
export const NetworkPolicy = Type.Object({ enforced: Type.Boolean(), source: Source }, { additionalProperties: false });

/** Parts of a federation's control plane. */
export const ControlPlane = Type.Object({ parts: Type.Array(Type.Object({})) });

/** What to do instead of using it. */
export const Instead = Type.Union([Type.String(), Type.Record(Type.String(), Type.String())]);

/** Lists of objects from which facts are read. */
export const Reads = Type.Array(Type.Object({}));

/** Where a workload keeps the template of its pods, by kind; [] is the pod itself. */
export const PodTemplates = Type.Record(Type.String({ pattern: '^[^/]*/[A-Z][A-Za-z]*$' }), Path);
