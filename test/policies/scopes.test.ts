import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { loadEngine } from '../../policies/engine/engine.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));

/** As far as is needed of what an API server answers at /api and /apis. */
const Resource = Type.Object({ responseKind: Type.Object({ kind: Type.String() }), scope: Type.String() });
const Version = Type.Object({ version: Type.String(), resources: Type.Array(Resource) });
const Group = Type.Object({
  metadata: Type.Object({ name: Type.Optional(Type.String()) }),
  versions: Type.Array(Version),
});
const Discovery = Type.Record(Type.String(), Type.Object({ items: Type.Array(Group) }));

test('of each kind of Kubernetes the policy knows whether it has a namespace, as an API server says it', async () => {
  const discovery: unknown = JSON.parse(
    await readFile(new URL('../fixtures/discovery/aggregated.json', import.meta.url), 'utf8'),
  );
  if (!Value.Check(Discovery, discovery)) throw new Error('the recorded discovery has another shape');
  const groups = Object.values(discovery).flatMap(({ items }) => items);
  const kinds = groups.flatMap(({ metadata: { name = '' }, versions }) =>
    versions.flatMap(({ version, resources }) =>
      resources.map(({ responseKind: { kind }, scope }) => ({
        apiVersion: name === '' ? version : `${name}/${version}`,
        kind,
        // Installed there for a test; what is not Kubernetes' own or in the catalogue is not known.
        isNamespaced: scope === 'Namespaced' && name !== 'cert-manager.io',
      })),
    ),
  );
  const known = kinds.map(({ apiVersion, kind }) => ({
    apiVersion,
    kind,
    isNamespaced: engine.sources({ apiVersion, kind }).isNamespaced,
  }));
  expect(known).toEqual(kinds);
  expect(kinds.length).toBeGreaterThan(70);
});
