import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flattenObjects } from '../../plugins/fleet/manifests/flatten-objects.ts';
import { parseDocuments } from '../../kubernetes/yaml/parse-documents.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-lists-'));
});
afterAll(() => rm(folder, { recursive: true }));

const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' } };

test.each([
  { what: 'a List', list: { apiVersion: 'v1', kind: 'List', items: [claim] } },
  { what: 'a List without apiVersion', list: { kind: 'List', items: [claim] } },
  {
    what: 'a list of one kind',
    list: { apiVersion: 'v1', kind: 'ServiceList', items: [{ metadata: { name: 'web' } }] },
  },
  { what: 'an object with items', list: { ...claim, kind: 'ConfigMap', items: [claim] } },
  { what: 'an object with bare items', list: { ...claim, spec: {}, items: [{ metadata: { name: 'other' } }] } },
])('of $what kubectl and lint see the same objects', async ({ list }) => {
  const file = join(folder, 'list.json');
  await writeFile(file, JSON.stringify(list));
  const flags = ['annotate', '--local', '-f', file, 'x=y', '-o', 'json'];
  const { stdout } = await runProgram(await findBinary(kubectl), flags);
  const byKubectl: unknown = JSON.parse(stdout);
  const [document] = parseDocuments(JSON.stringify(list)).documents;
  const found = document === undefined ? [] : flattenObjects(document);
  expect(found.map(one => ('object' in one ? displayName(one.object) : one.message))).toEqual([displayName(byKubectl)]);
});

function displayName(object: unknown): string {
  const { kind, metadata } = isRecord(object) ? object : {};
  return `${String(kind)} ${isRecord(metadata) ? String(metadata['name']) : ''}`;
}
