import { Type, type Static } from 'typebox';

/**
 * A Kubernetes object as it was sent. A policy judges the object that was sent, so nothing in it is
 * coerced or filled in.
 */
export const KubernetesObject = Type.Record(Type.String(), Type.Unknown());
export type KubernetesObject = Static<typeof KubernetesObject>;

export const Labels = Type.Record(Type.String(), Type.String());

/** A selector of Kubernetes: all of its labels and expressions have to match. */
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
