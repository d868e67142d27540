import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocuments } from '../../kubernetes/yaml/parse-documents.ts';
import { splitJson } from '../../kubernetes/yaml/split-json.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { findBinary } from '../../tools/binaries/find.ts';
import { kubectl } from '../../tools/binaries/tools.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { yamlTexts } from './yaml-texts.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubectl-yaml-'));
});
afterAll(() => rm(folder, { recursive: true }));

/**
 * Returns the data of a ConfigMap as the real kubectl reads it, or its error. It asks no
 * cluster.
 */
async function readByKubectl(data: string): Promise<unknown> {
  const file = join(folder, 'config.yaml');
  await writeFile(file, configMap(data));
  const words = ['annotate', '--local', '-f', file, 'a=b', '-o', 'json'];
  const { stdout, stderr } = await runProgram(await findBinary(kubectl), words);
  return stdout === '' ? stderr : dataOf(JSON.parse(stdout));
}

/** Returns the object that the policy gets, or the error. */
function readByUs(data: string): unknown {
  const { documents, problems } = parseDocuments(configMap(data));
  return problems.length > 0 ? problems : dataOf(JSON.parse(JSON.stringify(documents[0]?.value)));
}

function configMap(data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${data.replaceAll(/^/gm, '  ')}\n`;
}

function dataOf(object: unknown): unknown {
  return typeof object === 'object' && object !== null && 'data' in object ? object.data : undefined;
}

const header = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

/**
 * The objects that the real kubectl makes of each text behind the header of a ConfigMap, by index;
 * none for a text that it refuses.
 */
async function readAllByKubectl(texts: readonly string[]): Promise<Map<number, unknown>> {
  const files = await mkdtemp(join(folder, 'texts-'));
  await Promise.all(texts.map((text, index) => writeFile(join(files, `${index}.yaml`), header(`n${index}`) + text)));
  const words = ['annotate', '--local', '-f', files, 'a=b', '-o', 'json'];
  const { stdout } = await runProgram(await findBinary(kubectl), words);
  const read = splitJson(stdout).map(({ text }) => valueOf(JSON.parse(text)));
  return new Map(read.sort((one, other) => one.index - other.index).map(({ index, value }) => [index, value]));
}

function readWhole(text: string): unknown {
  const { documents, problems } = parseDocuments(header('n0') + text);
  return problems.length > 0 ? problems : valueOf(JSON.parse(JSON.stringify(documents[0]?.value))).value;
}

/** The parts of a ConfigMap that a text has, and the index that is its name. */
function valueOf(object: unknown): { index: number; value: unknown } {
  if (!isRecord(object) || !isRecord(object['metadata'])) throw new Error(`no ConfigMap: ${JSON.stringify(object)}`);
  const { data, last, metadata } = object;
  return { index: Number(String(metadata['name']).slice(1)), value: { data, last } };
}

const scalars = [
  'y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF tRue oN ~ null Null NULL nULL',
  '0 -0 +0 12 +12 -12 0644 -012 08 089 0_7 1_000 1__0 1_ _1 0x1F -0x1F 0X1f 0x_1 0x 0b101 -0b101 0b102 0o17 -0o7 0O7',
  '22:22 190:20:30 1.2.3 . .. + e3 = << Inf NaN 1e400 123456789012345678901234567890 0.1e+1',
  '0.0 1. 1.0 .5 -.5 +.5 1.5 1_0.5 1e5 12e3 12e+3 1.5e3 1.5e-3 2026-01-31 2001-12-14t21:59:43.10-05:00',
  '"1" \'yes\' "\\u00e9\\n" !!str~1 !!str~~ !!int~"3" !!float~3 !!float~"1" !!bool~"yes" !!timestamp~2026-01-31 !Ref~5 !!binary~aGk=',
]
  .join(' ')
  .split(' ')
  .map(scalar => (scalar === '~' ? scalar : scalar.replace('~', ' ')));

test('every kind of scalar is read as kubectl reads it', async () => {
  const data = scalars.map((scalar, index) => `k${index}: ${scalar}`).join('\n');
  expect(readByUs(data)).toEqual(await readByKubectl(data));
  expect(scalars.length).toBeGreaterThan(90);
});

test.each([
  'a: |\n  x\n   y\n\nb: >-\n  x\n  y\n',
  'a: &a {x: 1}\nb:\n  <<: *a\n  z: 2\nc: *a\nd: {<<: [*a, {x: 3, w: 4}], z: 5}\n',
  'a: \'x\n  y\'\nb: "x\n  z"\nc: x\n  w\n',
  'yes: 1\n0644: 2\n1_000: 3\n1.50: 4\n2026-01-31: 5\n"0x1F": 6\n0x1F: 7\n.5: 8\n',
  'a: !!set {x, w}\nb: !!omap [x: 1]\n',
  'a:\n- 1\n-\n  - 2\n- b: c\n  d:\n',
  '"a b": {"c":1,"d":[]}\n? e\n: f\n',
  'a: {\n}\nb: [\n1,\n # c\n  2\n]\nc:\n- {\nd: "e\n\nf",\n\tg: \'h\ni\'\n}\n- [j\nk\n]\n',
  'a:\t{b:\t1,\tc: "d\te"\t}\t\nf:\t[g\th\t, \t[]\t]\ni:\t\n  - [j]\n  - k:\t|\n      l\tm\n',
  'a: 1\na: {b: 2}\na: {c: 3, c: [4]}\n',
  'x: &x {a: 1, b: 1}\nw: &w {a: 2, c: 2}\nd: {a: 3, <<: [*x, *w], b: 4}\ne:\n  <<: *x\n  <<: *w\n',
  'a: <<\nb: [<<]\nc: {"<<": 1}\nd: {!!merge <<: {e: 1}}\n',
  'a: "\\e\\_\\x41\\L"\nb: "c\\\n  d"\n',
])('%j is read as kubectl reads it', async data => {
  expect(readByUs(data)).toEqual(await readByKubectl(data));
});

test('whatever kubectl reads is read as kubectl reads it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(yamlTexts, { minLength: 50, maxLength: 50 }), async texts => {
      const byKubectl = await readAllByKubectl(texts);
      expect(texts.flatMap((text, index) => (byKubectl.has(index) ? [readWhole(text)] : []))).toEqual([
        ...byKubectl.values(),
      ]);
      expect(byKubectl.size).toBeGreaterThan(10);
    }),
    { numRuns: 20 },
  );
});

test.each([
  '~: a',
  '? [a]\n: b',
  'a: *b',
  'a: &a\n  b: *a',
  'a: {<<: 5}',
  'a: {<<: [5]}',
  'a: {b: [1}',
  "a: 'b",
  'a: [\n1\nb: 2',
  'a: !!int x',
  'a: !!binary x',
  'a: @b',
  'a: `b',
  'a: \u0007',
  'a: [',
  '\tb: 1',
])('%j is refused by both', async data => {
  expect(await readByKubectl(data)).toContain('error parsing');
  expect(readByUs(data)).toHaveLength(1);
});
