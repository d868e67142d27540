import { Type, type Static } from 'typebox';
import { KubernetesObject } from '../objects/object.ts';

/** The parts of an object by which a copy of a list is kept. */
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
