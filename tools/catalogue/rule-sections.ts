import { Type } from 'typebox';
import { Key, Kind, LabelValue, Name, Source } from './names.ts';

/** Sections that single rules read. */

const closed = { additionalProperties: false };

const Labels = Type.Record(Key, LabelValue);
const Values = Type.Array(Type.String(), { minItems: 1 });

/**
 * Support of a virtual node for a feature of pods, as policies/fleet/virtual_nodes/features names
 * and finds it.
 */
export const Capabilities = Type.Array(
  Type.Object(
    {
      feature: Type.String(),
      verdict: Type.Enum(['rejected', 'ignored', 'doubtful']),
      /**
       * Uses of the feature for which this holds, by their value; a star at the end stands for the
       * rest.
       */
      only: Type.Optional(Values),
      /** Uses for which it does not. */
      except: Type.Optional(Values),
      /** Labels that settle a doubt: of the namespace, or of a node of the system. */
      unless: Type.Optional(
        Type.Object(
          { namespace_labels: Type.Optional(Labels), node_labels: Type.Optional(Labels) },
          { ...closed, minProperties: 1 },
        ),
      ),
      says: Type.Optional(Type.String()),
      source: Source,
    },
    closed,
  ),
);

/** Whether NetworkPolicies hold on the system's virtual nodes. */
export const NetworkPolicy = Type.Object({ enforced: Type.Boolean(), source: Source }, closed);

/**
 * False for `routed`: no Service leads to pods on the system's virtual nodes; with `only`, none of
 * these types.
 */
export const Services = Type.Object(
  {
    routed: Type.Boolean(),
    only: Type.Optional(Type.Array(Type.Enum(['ClusterIP', 'NodePort', 'LoadBalancer']), { minItems: 1 })),
    /** A workaround that the system offers. */
    says: Type.Optional(Type.String()),
    source: Source,
  },
  closed,
);

/** Alternatives to a kind of it; the first that fits counts. */
export const Instead = Type.Array(
  Type.Union([
    Type.Object({ kind: Kind, fix: Type.String() }, closed),
    Type.Object({ kind_prefix: Type.Union([Kind, Type.Literal('')]), fix: Type.String() }, closed),
  ]),
);

/**
 * Why state is not at home on its virtual nodes, and the storage classes that ask for just that.
 */
export const Stateful = Type.Object(
  { storage_classes: Type.Array(Name), why: Type.String(), fix: Type.String(), source: Source },
  closed,
);
