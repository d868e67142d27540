import { Type, type Static } from 'typebox';
import * as rule from './rule-sections.ts';
import * as section from './sections.ts';
import { Source } from './names.ts';

/** What policies/fleet/systems/<system>/data.yaml holds. */
export const System = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    /** What it is, in a sentence. */
    description: Type.String({ pattern: '^[A-Z].*\\.$' }),
    category: Type.Enum(['federation', 'virtual-node', 'gitops', 'packaging', 'inventory', 'client', 'kubernetes']),
    lifecycle: Type.Enum(['active', 'inactive', 'archived']),
    /** Where it says that it is not active. */
    lifecycle_source: Type.Optional(Source),
    /** Repositories, with the commit or release that was read where one was. */
    sources: Type.Array(Type.String({ pattern: '^[\\w.-]+/[\\w.-]+(@[\\w.-]+)?$' }), { minItems: 1 }),
    /** The system by whose marks this one is recognised, where it has none of its own. */
    marked_as: Type.Optional(Type.String()),
    kinds: Type.Optional(section.Kinds),
    marks: Type.Optional(section.Marks),
    references: Type.Optional(section.References),
    identities: Type.Optional(section.Identities),
    field_managers: Type.Optional(section.FieldManagers),
    nodes: Type.Optional(section.Nodes),
    intents: Type.Optional(section.Intents),
    roles: Type.Optional(section.Roles),
    placements: Type.Optional(rule.Placements),
    capabilities: Type.Optional(rule.Capabilities),
    network_policy: Type.Optional(rule.NetworkPolicy),
    control_plane: Type.Optional(rule.ControlPlane),
    instead: Type.Optional(rule.Instead),
    reads: Type.Optional(rule.Reads),
    pod_templates: Type.Optional(rule.PodTemplates),
  },
  { additionalProperties: false },
);
export type System = Static<typeof System>;
