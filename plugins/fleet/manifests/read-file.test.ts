import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReadResult } from './manifest-set.ts';
import { readFile } from './read-file.ts';

let workingDirectory = '';
beforeEach(async () => {
  workingDirectory = await mkdtemp(join(tmpdir(), 'read-file-'));
});
afterEach(() => rm(workingDirectory, { recursive: true }));

const demanded = { isDemanded: true, helm: false };
const found = { isDemanded: false, helm: false };

async function read(file: string, text: string, how = demanded): Promise<ReadResult> {
  await mkdir(dirname(join(workingDirectory, file)), { recursive: true });
  await writeFile(join(workingDirectory, file), text);
  return readFile(file, { workingDirectory, stdin: Readable.from([]), ...how });
}

async function problemsOf(file: string, text: string, how = demanded): Promise<string[]> {
  return (await read(file, text, how)).problems.map(({ message }) => message);
}

const chart = 'apiVersion: v2\nname: cart\n';

/** Returns the reason why a file below a folder is skipped. */
async function skipped(file: string, text: string): Promise<string | undefined> {
  return (await read(file, text, found)).skipped?.reason;
}

test('a file has objects, each with its line and its place in the document', async () => {
  const contents = await read('a.yaml', '# why\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n');
  expect(contents).toMatchObject({ path: join(workingDirectory, 'a.yaml'), isThere: true });
  expect(contents.manifests).toMatchObject([
    { object: { kind: 'Pod' }, source: { file: 'a.yaml', line: 5 }, text: { path: ['items', 0] } },
  ]);
});

test('a file that is not there is a problem', async () => {
  expect(await readFile('nowhere.yaml', { workingDirectory, stdin: Readable.from([]), ...demanded })).toEqual({
    path: join(workingDirectory, 'nowhere.yaml'),
    isThere: false,
    manifests: [],
    problems: [{ file: 'nowhere.yaml', message: 'no such file or folder' }],
  });
});

test('standard input is no path', async () => {
  const { path } = await readFile('-', { workingDirectory, stdin: Readable.from([]), ...demanded });
  expect(path).toBe('-');
});

test('of what manifests are made of the problem says how to judge those', async () => {
  expect(await problemsOf('kustomization.yaml', 'resources: []\n')).toEqual([
    'is not a Kubernetes object: no apiVersion; --kustomize judges what it makes',
  ]);
  expect(await problemsOf('cart/Chart.yaml', chart)).toEqual([
    'is not a Kubernetes object: no kind; --helm judges what the chart makes',
  ]);
  const template = 'a: {{ .Values.a }}\n';
  expect(await problemsOf('cart/templates/web.yaml', template)).toEqual([
    'a key must be text; --helm judges what the chart makes',
  ]);
  expect(await problemsOf('web.yaml', template)).toEqual([
    'a key must be text; is it a template? --exclude leaves it out',
  ]);
  expect(await problemsOf('values.yaml', 'replicas: 3\n')).toEqual(['is not a Kubernetes object: no apiVersion']);
});

test('where charts are rendered, a named file without an object may be meant as their values', async () => {
  expect(await problemsOf('prod.yaml', 'replicas: 3\n', { isDemanded: true, helm: true })).toEqual([
    'is not a Kubernetes object: no apiVersion; --values gives a file to charts',
  ]);
  expect(await problemsOf('broken.yaml', 'a: 1\n b: 2\n', { isDemanded: true, helm: true })).toEqual([
    'indented unlike the lines around it, or text that needs quotation marks',
  ]);
});

test('a file below a folder that holds nothing of Kubernetes is passed over', async () => {
  expect(await skipped('compose.yaml', 'services: {web: {image: nginx}}\n')).toBe('not-kubernetes');
  expect(await skipped('patch.yaml', '- op: remove\n  path: /spec\n')).toBe('not-kubernetes');
  expect(await skipped('dashboard.json', '{"panels": [{"title": "{{ pod }}"}]}')).toBe('not-kubernetes');
  expect(await skipped('provider.yaml', 'apiVersion: 1\nproviders: []\n')).toBe('not-kubernetes');
  expect(await skipped('pipeline.yaml', 'kind: pipeline\nsteps: []\n')).toBe('not-kubernetes');
});

test('a kustomization is passed over, but not an object in a file of its name', async () => {
  expect(await skipped('a/kustomization.yaml', 'resources: []\n')).toBe('kustomization');
  expect(await skipped('b/kustomization.yml', 'apiVersion: example.org/v1\nkind: Kustomization\n')).toBe(
    'kustomization',
  );
  const object = 'apiVersion: example.org/v1\nkind: Kustomization\nmetadata: {name: a}\n';
  expect(await skipped('c/kustomization.yaml', object)).toBeUndefined();
  expect(await problemsOf('d/kustomization.yaml', 'a: [', found)).toHaveLength(1);
});

test('a kustomization that the user names is a problem, also with apiVersion and kind', async () => {
  expect(await read('kustomization.yaml', '# why\napiVersion: example.org/v1\nkind: Kustomization\n')).toMatchObject({
    manifests: [],
    problems: [
      {
        file: 'kustomization.yaml',
        line: 2,
        message: 'is not a Kubernetes object but a kustomization; --kustomize judges what it makes',
      },
    ],
  });
});

test('what does not parse is passed over where it is a template', async () => {
  await read('cart/Chart.yaml', chart);
  expect(await skipped('cart/files/rules.yaml', 'a: {{ .Values.a }}\n')).toBe('chart');
  expect(await skipped('cart/files/broken.yaml', 'a: 1\n b: 2\n')).toBeUndefined();
  expect(await skipped('web.yaml', 'a: {{ .Values.a }}\n')).toBe('template');
  expect(await problemsOf('broken.yaml', 'a: {{ .Values.a }}\n b: 2\n', found)).toEqual([
    'indented unlike the lines around it, or text that needs quotation marks; is it a template? --exclude leaves it out',
  ]);
});

test('an object with a mistake is not passed over, nor is a part of a file that has objects', async () => {
  expect(await problemsOf('a.yaml', 'kind: Pod\nmetadata: {name: a}\n', found)).toEqual([
    'is not a Kubernetes object: no apiVersion',
  ]);
  expect(await problemsOf('b.yaml', 'apiVersion: v1\nmetadata: {name: a}\n', found)).toEqual([
    'is not a Kubernetes object: no kind',
  ]);
  expect(await problemsOf('c.yaml', 'apiVersion: v1\nkind: Pod\n---\nreplicas: 1\n', found)).toEqual([
    'is not a Kubernetes object: no apiVersion',
  ]);
  expect(await problemsOf('d.yaml', 'apiVersion: v1\nkind: List\nitems: [{a: 1}]\n', found)).toEqual([
    'is not a Kubernetes object: no apiVersion',
  ]);
});

test.each(['package.json', 'package-lock.json', 'tsconfig.build.json'])('the name %s hides no object', async name => {
  expect(await skipped(name, '{"name": "apiVersion"}')).toBe('not-kubernetes');
  expect(await skipped(name, '{"a": 1, // not JSON\n}')).toBe('not-kubernetes');
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } };
  const inList = { apiVersion: 'v1', kind: 'List', items: [pod] };
  for (const object of [pod, inList]) {
    const { manifests } = await read(name, JSON.stringify(object), found);
    expect(manifests.map(({ object }) => object['kind'])).toEqual(['Pod']);
  }
  const escaped = JSON.stringify(pod).replace('apiVersion', String.raw`\u0061piVersion`);
  expect((await read(name, escaped, found)).manifests).toHaveLength(1);
  expect(await problemsOf(name, '{"apiVersion": "v1", "metadata": {"name": "a"}}', found)).toHaveLength(1);
  expect(await problemsOf(name, '{"apiVersion": "v1", "kind": "Pod", "metadata": ', found)).toHaveLength(1);
});

test('a chart hides no object that is written out', async () => {
  await read('cart/Chart.yaml', chart);
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
  for (const file of ['cart/values-db.yaml', 'cart/templates/db.yaml', 'cart/Chart.yaml']) {
    expect((await read(file, file.endsWith('Chart.yaml') ? `${chart}---\n${pod}` : pod, found)).manifests).not.toEqual(
      [],
    );
  }
  await read('cart/Chart.yaml', chart);
  expect(await skipped('cart/Chart.yaml', `${chart}kind: application\n`)).toBe('chart');
  expect(await skipped('cart/values.yaml', 'apiVersion: v1\nreplicas: 1\n')).toBe('chart');
  expect(await skipped('cart/templates/web.yaml', `{{ if .Values.web }}\n---\n${pod}---\n{{ end }}\n`)).toBe('chart');
  expect(await skipped('cart/templates/odd.yaml', `a: [{{ .Values.a }}\n`)).toBe('chart');
});

test('of a file with thousands of faults the first are told', async () => {
  const { problems } = await read('a.json', '{"a":1}\n'.repeat(5000));
  expect(problems).toHaveLength(101);
});
