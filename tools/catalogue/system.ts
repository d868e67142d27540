import { Type, type Static } from 'typebox';
import { ControlPlane } from './control-plane.ts';
import { Destinations } from './destinations.ts';
import { Fixes } from './fixes.ts';
import { Source } from './names.ts';
import { Placements } from './placements.ts';
import * as edit from './edit-sections.ts';
import * as read from './read-sections.ts';
import { Artifacts, Rendering, Scopes } from './rendering.ts';
import * as rule from './rule-sections.ts';
import * as section from './sections.ts';
import * as workload from './workloads.ts';

/** Content of policies/fleet/catalogue/systems/<system>/data.yaml. */
export const System = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    /** Description in one sentence. */
    description: Type.String({ pattern: '^[A-Z].*\\.$' }),
    category: Type.Enum(['federation', 'virtual-node', 'gitops', 'packaging', 'inventory', 'client', 'kubernetes']),
    lifecycle: Type.Enum(['active', 'inactive', 'archived']),
    /** Path by which it says that it is not active. */
    lifecycle_source: Type.Optional(Source),
    /** Repositories, with the commit or release that was read where one was. */
    sources: Type.Array(Type.String({ pattern: '^[\\w.-]+/[\\w.-]+(@[\\w.-]+)?$' }), { minItems: 1 }),
    /** The system by whose marks this one is recognised, where it has none of its own. */
    marked_as: Type.Optional(Type.String()),
    kinds: Type.Optional(section.Kinds),
    marks: Type.Optional(section.Marks),
    references: Type.Optional(section.References),
    fixes: Type.Optional(Fixes),
    identities: Type.Optional(section.Identities),
    field_managers: Type.Optional(section.FieldManagers),
    nodes: Type.Optional(section.Nodes),
    intents: Type.Optional(section.Intents),
    roles: Type.Optional(section.Roles),
    placements: Type.Optional(Placements),
    control_plane: Type.Optional(ControlPlane),
    capabilities: Type.Optional(rule.Capabilities),
    network_policy: Type.Optional(rule.NetworkPolicy),
    services: Type.Optional(rule.Services),
    stateful: Type.Optional(rule.Stateful),
    destinations: Type.Optional(Destinations),
    artifacts: Type.Optional(Artifacts),
    rendering: Type.Optional(Type.Array(Rendering, { minItems: 1 })),
    scopes: Type.Optional(Scopes),
    instead: Type.Optional(rule.Instead),
    reads: Type.Optional(read.Reads),
    pod_fields: Type.Optional(read.PodFields),
    node_names: Type.Optional(read.NodeNames),
    provisioned: Type.Optional(workload.Provisioned),
    contents: Type.Optional(workload.Contents),
    without_workload: Type.Optional(workload.WithoutWorkload),
    requests: Type.Optional(edit.Requests),
    restart_annotation: Type.Optional(edit.RestartAnnotation),
  },
  { additionalProperties: false },
);
export type System = Static<typeof System>;
