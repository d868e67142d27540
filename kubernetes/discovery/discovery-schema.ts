import { Type, type Static, type TSchema } from 'typebox';
import { validatorOf } from '../schema/validator.ts';
import { orNull } from '../objects/or-null.ts';

/** The answers of a server about its resources: all in one document, or group by group. */

// These fields are required, but are null when they are empty.
const listOf = <Item extends TSchema>(item: Item) => Type.Union([Type.Array(item), Type.Null()]);
const names = orNull(Type.Array(Type.String()));

const Aggregated = Type.Object({
  kind: Type.Literal('APIGroupDiscoveryList'),
  items: listOf(
    Type.Object({
      metadata: orNull(Type.Object({ name: orNull(Type.String()) })),
      versions: orNull(
        Type.Array(
          Type.Object({
            version: Type.String(),
            resources: orNull(
              Type.Array(
                Type.Object({
                  resource: Type.String(),
                  responseKind: orNull(Type.Object({ kind: Type.String() })),
                  scope: Type.String(),
                  singularResource: orNull(Type.String()),
                  shortNames: names,
                  categories: names,
                  verbs: names,
                }),
              ),
            ),
          }),
        ),
      ),
    }),
  ),
});
export type Aggregated = Static<typeof Aggregated>;
export const isAggregated = validatorOf(Aggregated);
/** True for an answer of the aggregated kind, whose shape is not yet checked. */
export const isOfAggregatedKind = validatorOf(Type.Pick(Aggregated, ['kind']));

export const isCoreVersions = validatorOf(Type.Object({ versions: listOf(Type.String()) }));
const GroupVersion = Type.Object({ groupVersion: Type.String() });
const GroupList = Type.Object({
  groups: listOf(
    Type.Object({
      name: Type.String(),
      preferredVersion: orNull(GroupVersion),
      versions: orNull(Type.Array(GroupVersion)),
    }),
  ),
});
export const isGroupList = validatorOf(GroupList);

const ResourceList = Type.Object({
  resources: listOf(
    Type.Object({
      name: Type.String(),
      singularName: orNull(Type.String()),
      namespaced: Type.Boolean(),
      kind: Type.String(),
      shortNames: names,
      categories: names,
      verbs: names,
    }),
  ),
});
export const isResourceList = validatorOf(ResourceList);
