import { readFileSync } from 'node:fs';
import { errorsText } from '../../kubernetes/schema/errors-text.ts';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadEngine } from '../../policies/engine/engine.ts';
import { readSamples } from './sample.ts';

const Api = Type.Object({
  introduced: Type.Number(),
  removed: Type.Optional(Type.Number()),
  off_by_default: Type.Optional(Type.Boolean()),
});
const Table = Type.Object({
  last: Type.Number(),
  versions: Type.Record(Type.String(), Type.Record(Type.String(), Api)),
});
const isTable = validatorOf(Table);

const table: unknown = parse(readFileSync('policies/fleet/catalogue/api_versions/data.yaml', 'utf8'));
if (!isTable(table)) throw new Error(errorsText(isTable.errors, 'data'));
const { versions, last } = table;
const apis = Object.entries(versions).flatMap(([apiVersion, kinds]) =>
  Object.entries(kinds).map(([kind, api]) => ({ apiVersion, kind, ...api })),
);

const engine = await loadEngine(new URL('../../dist/', import.meta.url));
const [sample] = readSamples();
if (sample === undefined) throw new Error('there are no samples');
const { input } = sample;
// The engine arranges what it knows of a cluster once.
const clusters = Array.from({ length: last + 1 }, (_, minor) => ({ version: `v1.${minor}.0` }));

/**
 * Advice of the rule for an object of this kind in a cluster of this minor; undefined without a
 * finding.
 */
function advice(apiVersion: string, kind: string, minor: number): string | undefined {
  const object = { apiVersion, kind, metadata: { name: 'x' } };
  const cluster = clusters[minor] ?? {};
  const { findings } = engine.decide({ ...input, operation: 'CREATE', object, oldObject: null, cluster });
  return findings.find(({ rule }) => rule === 'api-served')?.fix;
}

test('a version is found in each release that does not serve it, and in no other', () => {
  expect(apis.length).toBeGreaterThan(150);
  const wrong = apis.filter(({ apiVersion, kind, introduced, removed }) => {
    const isFound = (minor: number) => advice(apiVersion, kind, minor) !== undefined;
    const isRight = isFound(introduced - 1) && !isFound(introduced);
    return !isRight || (removed !== undefined && (isFound(removed - 1) || !isFound(removed)));
  });
  expect(wrong).toEqual([]);
});

test('whoever follows the advice is served', () => {
  const followed = apis.flatMap(({ apiVersion, kind, introduced, removed = last }) =>
    [introduced - 1, removed, last].flatMap(minor => {
      const words = advice(apiVersion, kind, minor) ?? '';
      const {
        becomes = kind,
        to = '',
        version,
      } = /(?:to 1\.(?<to>\d+), and )?write (?:it|a (?<becomes>\w+)) (?:in|of) (?<version>[^\s,]+)/.exec(words)
        ?.groups ?? {};
      if (version === undefined) return [];
      const target = to === '' ? minor : Number(to);
      const isOff = versions[version]?.[becomes]?.off_by_default === true;
      return { words, again: advice(version, becomes, target), isOff: isOff && !words.includes('switch that on') };
    }),
  );
  expect(followed.filter(({ again, isOff }) => again !== undefined || isOff)).toEqual([]);
  expect(followed.length).toBeGreaterThan(100);
});
