import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText } from '../../plugins/fleet/manifests/read-text.ts';
import { parseDocuments } from '../../kubernetes/yaml/parse-documents.ts';
import { splitJson } from '../../kubernetes/yaml/split-json.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';

let workingDirectory: string;
beforeAll(async () => {
  workingDirectory = await mkdtemp(join(tmpdir(), 'kubectl-files-'));
});
afterAll(() => rm(workingDirectory, { recursive: true }));

const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

test.each([
  { what: 'several documents', bytes: Buffer.from(`---\n${object('a')}---\n# why\n--- # b\n${object('b')}...\n`) },
  { what: 'byte order marks', bytes: Buffer.from(`\uFEFF${object('a')}---\n\uFEFF${object('b')}`) },
  { what: 'lines of Windows', bytes: Buffer.from(`${object('a')}---\n${object('b')}`.replaceAll('\n', '\r\n')) },
  { what: 'lines of old Macs', bytes: Buffer.from(object('a').replaceAll('\n', '\r')) },
  { what: 'UTF-16 of Windows', bytes: Buffer.from(`\uFEFF${object('a')}`, 'utf16le') },
  { what: 'UTF-16 the other way round', bytes: Buffer.from(`\uFEFF${object('a')}`, 'utf16le').swap16() },
  { what: 'JSON one after another', bytes: Buffer.from('a b'.split(' ').map(json).join('\n')) },
  { what: 'JSON with a key twice', bytes: Buffer.from(json('a').replace('{', '{"kind":"Secret",')) },
])('$what: kubectl and lint find the same objects', async ({ bytes }) => {
  const file = join(workingDirectory, 'file.yaml');
  await writeFile(file, bytes);
  const stdout = await objectsByKubectl(file);
  const byKubectl = splitJson(stdout).map(({ text }): unknown => JSON.parse(text));
  const { documents, problems } = parseDocuments(await readText(file, { workingDirectory, stdin: Readable.from([]) }));
  expect(problems).toEqual([]);
  expect(documents.map(({ value }) => displayName(value))).toEqual(byKubectl.map(displayName));
  expect(documents.length).toBeGreaterThan(0);
});

test.each([
  { what: 'a NUL byte', bytes: Buffer.from(`${object('a')}\0`) },
  { what: 'UTF-16 without a byte order mark', bytes: Buffer.from(object('a'), 'utf16le') },
])('$what: kubectl and lint read nothing', async ({ bytes }) => {
  const file = join(workingDirectory, 'file.yaml');
  await writeFile(file, bytes);
  const stdout = await objectsByKubectl(file);
  expect(stdout).toBe('');
  await expect(readText(file, { workingDirectory, stdin: Readable.from([]) })).rejects.toThrow('is a NUL byte');
});

/**
 * The objects that the real kubectl reads in a file, in JSON one after another; '' where it refuses
 * the file.
 */
async function objectsByKubectl(file: string): Promise<string> {
  const words = ['annotate', '--local', '-f', file, 'x=y', '-o', 'json'];
  return (await runProgram(await findBinary(kubectl), words)).stdout;
}

function json(name: string): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

function displayName(value: unknown): string {
  if (!isRecord(value) || !isRecord(value['metadata'])) return `no object: ${JSON.stringify(value)}`;
  return `${String(value['kind'])} ${String(value['metadata']['name'])}`;
}
