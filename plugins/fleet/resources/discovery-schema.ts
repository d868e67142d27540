import { Type } from 'typebox';

/** What a server says of what it serves: all in one document, or group by group. */

const names = Type.Optional(Type.Array(Type.String()));

export const Aggregated = Type.Object({
  kind: Type.Literal('APIGroupDiscoveryList'),
  items: Type.Array(
    Type.Object({
      metadata: Type.Object({ name: Type.Optional(Type.String()) }),
      versions: Type.Optional(
        Type.Array(
          Type.Object({
            version: Type.String(),
            resources: Type.Optional(
              Type.Array(
                Type.Object({
                  resource: Type.String(),
                  responseKind: Type.Optional(Type.Union([Type.Object({ kind: Type.String() }), Type.Null()])),
                  scope: Type.String(),
                  singularResource: Type.Optional(Type.String()),
                  shortNames: names,
                  categories: names,
                  verbs: Type.Array(Type.String()),
                }),
              ),
            ),
          }),
        ),
      ),
    }),
  ),
});

export const CoreVersions = Type.Object({ versions: Type.Array(Type.String()) });
const GroupVersion = Type.Object({ version: Type.String() });
export const GroupList = Type.Object({
  groups: Type.Array(
    Type.Object({ name: Type.String(), preferredVersion: GroupVersion, versions: Type.Array(GroupVersion) }),
  ),
});
export const ResourceList = Type.Object({
  resources: Type.Array(
    Type.Object({
      name: Type.String(),
      singularName: Type.Optional(Type.String()),
      namespaced: Type.Boolean(),
      kind: Type.String(),
      shortNames: names,
      categories: names,
      verbs: Type.Array(Type.String()),
    }),
  ),
});
