import { readFileSync } from 'node:fs';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { loadEngine } from '../../policies/engine/engine.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';

const { hub, us1 } = inject('fleet');

const Api = Type.Object({
  introduced: Type.Number(),
  removed: Type.Optional(Type.Number()),
  off_by_default: Type.Optional(Type.Boolean()),
});
const Table = Type.Object({ versions: Type.Record(Type.String(), Type.Record(Type.String(), Api)) });
const Version = Type.Object({ serverVersion: Type.Object({ minor: Type.String() }) });
const Resources = Type.Object({ resources: Type.Array(Type.Object({ kind: Type.String(), name: Type.String() })) });
const isTable = validatorOf(Table);
const isVersion = validatorOf(Version);
const areResources = validatorOf(Resources);

function checked<T>(value: unknown, isWanted: (value: unknown) => value is T): T {
  if (isWanted(value)) return value;
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}

const { versions } = checked(parse(readFileSync('policies/fleet/catalogue/api_versions/data.yaml', 'utf8')), isTable);

test.each([
  ['hub', hub],
  ['us-1', us1],
])('the API server of %s serves what the table says, and nothing else of it', async (_name, cluster) => {
  const json = async (words: readonly string[]): Promise<unknown> => JSON.parse((await kubectl(cluster, words)).stdout);
  const minor = Number(checked(await json(['version', '-o', 'json']), isVersion).serverVersion.minor);
  const known = new Set((await kubectl(cluster, ['api-versions'])).stdout.split('\n'));
  const wrong: string[] = [];
  for (const [apiVersion, apis] of Object.entries(versions)) {
    const { resources } = known.has(apiVersion)
      ? checked(await json(['get', '--raw', `/apis/${apiVersion}`]), areResources)
      : { resources: [] };
    for (const [kind, { introduced, removed = Infinity, off_by_default: off = false }] of Object.entries(apis)) {
      const isExpected = introduced <= minor && minor < removed && !off;
      if (resources.some(resource => resource.kind === kind) !== isExpected) wrong.push(`${apiVersion} ${kind}`);
    }
  }
  // Served as pods/eviction, which is a resource of the core group.
  expect(wrong).toEqual(['policy/v1 Eviction']);
});

test.each([
  ['hub', hub],
  ['us-1', us1],
])('helm is told what the API server of %s serves', async (_name, cluster) => {
  const json = async (words: readonly string[]): Promise<unknown> => JSON.parse((await kubectl(cluster, words)).stdout);
  const { minor } = checked(await json(['version', '-o', 'json']), isVersion).serverVersion;
  const engine = await loadEngine(new URL('../../dist/', import.meta.url));
  const told = engine.servedApis({ cluster: { version: `v1.${minor}` } });
  const groupVersions = told.filter(name => !/[A-Z]/.test(name));
  const served = (await kubectl(cluster, ['api-versions'])).stdout.split('\n');
  expect(groupVersions.filter(name => !served.includes(name))).toEqual([]);
  const kinds: string[] = [];
  for (const name of groupVersions) {
    const path = name.includes('/') ? `/apis/${name}` : `/api/${name}`;
    const { resources } = checked(await json(['get', '--raw', path]), areResources);
    kinds.push(...resources.filter(one => !one.name.includes('/')).map(({ kind }) => `${name}/${kind}`));
  }
  expect([...new Set(kinds)].filter(name => !told.includes(name))).toEqual([]);
});
