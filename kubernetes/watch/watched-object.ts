import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../objects/object.ts';

/** The fields of an object that the copy of a list needs. */
export const WatchedObject = Type.Intersect([
  KubernetesObject,
  Type.Object({
    metadata: Type.Object({
      name: Type.Optional(Type.String()),
      namespace: Type.Optional(Type.String()),
      resourceVersion: Type.Optional(Type.String()),
    }),
  }),
]);
export type WatchedObject = Static<typeof WatchedObject>;
