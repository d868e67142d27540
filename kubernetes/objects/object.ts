import { Type, type Static } from 'typebox';

/**
 * A Kubernetes object exactly as the client sent it, because a policy evaluates the sent object. No
 * value is converted or filled in.
 */
export const KubernetesObject = Type.Record(Type.String(), Type.Unknown());
export type KubernetesObject = Static<typeof KubernetesObject>;

export const Labels = Type.Record(Type.String(), Type.String());

/** A label selector of Kubernetes. All its labels and expressions must match. */
export const LabelSelector = Type.Object(
  {
    matchLabels: Type.Optional(Labels),
    matchExpressions: Type.Optional(
      Type.Array(
        Type.Object(
          {
            key: Type.String(),
            operator: Type.Enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
            values: Type.Optional(Type.Array(Type.String())),
          },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false },
);
