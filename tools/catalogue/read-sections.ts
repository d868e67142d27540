import { Type } from 'typebox';
import { RawLists } from '../../policies/facts/cluster-objects.ts';
import { Group, Key, Kind, Path, Source, Version } from './names.ts';

/** Sections that say what is read of a cluster. */

/** Lists of objects from which facts are read, and of those that stand above Pods. */
export const Reads = Type.Array(
  Type.Object(
    {
      into: Type.KeyOf(RawLists),
      group: Group,
      version: Version,
      resource: Type.String({ pattern: '^[a-z]+$' }),
      kind: Kind,
      label_selector: Type.Optional(Type.String({ minLength: 1 })),
      field_selector: Type.Optional(Type.String({ minLength: 1 })),
      /** Group without which there is nothing to be found. */
      when_served: Type.Optional(Group),
      by: Type.Array(Type.Enum(['plugin', 'webhook', 'bindings', 'makers']), { minItems: 1 }),
      /** All that is kept of an object; of workloads pod_fields and marks say it. */
      fields: Type.Optional(Type.Array(Path)),
      source: Source,
    },
    { additionalProperties: false },
  ),
  { minItems: 1 },
);

/** Fields of a pod template that are kept. */
export const PodFields = Type.Array(Path, { minItems: 1 });

/** Labels by which a node is told from all others. */
export const NodeNames = Type.Array(Key, { minItems: 1 });
