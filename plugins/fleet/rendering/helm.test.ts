import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { putOnPath, type ToolPath } from '../../../tools/binaries/on-path.ts';
import { helm } from '../../../tools/binaries/tools.ts';
import { renderChart } from './helm.ts';
import type { Rendered, Rendering } from './rendering.ts';

let tools: ToolPath;
let folder: string;
beforeAll(async () => {
  tools = await putOnPath([helm]);
  folder = await mkdtemp(join(tmpdir(), 'helm-'));
});
afterAll(async () => {
  await tools.remove();
  await rm(folder, { recursive: true });
});

async function write(texts: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

beforeEach(() =>
  write({
    'cart/Chart.yaml': 'apiVersion: v2\nname: shop-cart\nversion: 1.0.0\n',
    'cart/values.yaml': 'text: default\n',
    'cart/templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
data: {text: {{ .Values.text | quote }}}
`,
  }),
);

function render(
  more: Partial<Rendering> = {},
  target: Parameters<typeof renderChart>[1] = { apiVersions: [] },
): Promise<Rendered[]> {
  const environment = {
    env: { ...process.env, PATH: tools.path },
    workingDirectory: folder,
    signal: new AbortController().signal,
  };
  return renderChart({ folder: 'cart', by: 'helm', ...more }, target, environment);
}

function config(text: string): Rendered {
  const metadata = { name: 'release-name', namespace: 'default' };
  return {
    file: 'cart/templates/config.yaml',
    value: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { text } },
  };
}

test('each manifest comes with its template', async () => {
  await write({
    'cart/templates/many.yaml': 'kind: A\n---\n# why\nkind: B\n',
    'cart/templates/none.yaml': '{{ if false }}kind: C{{ end }}\n',
    'cart/crds/d.yaml': 'kind: CustomResourceDefinition\n',
  });
  const rendered = await render();
  await rm(join(folder, 'cart'), { recursive: true });
  expect(rendered).toEqual([
    { file: 'cart/crds/d.yaml', value: { kind: 'CustomResourceDefinition' } },
    config('default'),
    { file: 'cart/templates/many.yaml', value: { kind: 'A' } },
    { file: 'cart/templates/many.yaml', value: { kind: 'B' } },
  ]);
});

test('values come from files, from text and from parameters, the later ones first', async () => {
  await write({ 'prod.yaml': 'text: file\n' });
  const file = { valueFiles: ['prod.yaml'] };
  expect(await render(file)).toEqual([config('file')]);
  expect(await render({ ...file, values: 'text: inline' })).toEqual([config('inline')]);
  const parameters = [{ name: 'text', value: 'a, {b} and "c"', isText: false }];
  expect(await render({ ...file, values: 'text: inline', parameters })).toEqual([config('a, {b} and "c"')]);
});

test('a release has a name, a namespace and a version of Kubernetes', async () => {
  const template = 'kind: {{ .Release.Name }} {{ .Release.Namespace }} {{ .Capabilities.KubeVersion.Version }}\n';
  await write({ 'cart/templates/config.yaml': template });
  expect(await render({ release: 'cart', namespace: 'shop' }, { version: 'v1.30', apiVersions: [] })).toEqual([
    { file: 'cart/templates/config.yaml', value: { kind: 'cart shop v1.30' } },
  ]);
});

test('a chart is told what the target serves beside what helm knows', async () => {
  const asked = ['apiregistration.k8s.io/v1', 'policy/v1/PodDisruptionBudget', 'apps/v1'];
  const answers = asked.map(api => `{{ .Capabilities.APIVersions.Has "${api}" }}`).join(' ');
  await write({ 'cart/templates/config.yaml': `kind: ${answers}\n` });
  const kinds = async (...how: Parameters<typeof render>) =>
    (await render(...how)).map(one => 'value' in one && one.value);
  expect(await kinds()).toEqual([{ kind: 'false false true' }]);
  expect(await kinds({}, { apiVersions: asked })).toEqual([{ kind: 'true true true' }]);
  const own = { apiVersions: ['policy/v1/PodDisruptionBudget'], kubeVersion: '1.30.0' };
  expect(await kinds(own, { apiVersions: asked, version: '1.36' })).toEqual([{ kind: 'false true true' }]);
});

test('values that do not fit the schema fail, unless that is not to be asked', async () => {
  await write({ 'cart/values.schema.json': '{"required": ["host"]}' });
  await expect(render()).rejects.toThrow(
    /^helm template: values don't meet .*\nshop-cart:\n- at '': missing property 'host'$/,
  );
  expect(await render({ skipSchema: true })).toEqual([config('default')]);
  await rm(join(folder, 'cart/values.schema.json'));
});

test.each([
  ['release', '--dry-run=server', 'release name'],
  ['release', '--set-file=text=/etc/passwd', 'release name'],
  ['release', 'x'.repeat(54), 'release name'],
  ['namespace', '--kubeconfig=own', 'namespace'],
  ['kubeVersion', '--output-dir=here', 'version of Kubernetes'],
])('text of a repository is no flag of helm: %s %s', async (field, text, kind) => {
  await expect(render({ [field]: text })).rejects.toThrow(
    new Error(`helm template: ${JSON.stringify(text)} is not a valid ${kind}`),
  );
});

test('an API version is one word', async () => {
  await expect(render({ apiVersions: ['a/v1,b/v1'] })).rejects.toThrow(
    new Error('helm template: "a/v1,b/v1" is not a valid API version'),
  );
});

test('a comma in the name of a value file does not name another one', async () => {
  await write({ 'a.yaml,b "c".yaml': 'text: comma\n', 'b "c".yaml': 'text: other\n' });
  expect(await render({ valueFiles: ['a.yaml,b "c".yaml'] })).toEqual([config('comma')]);
});

test('a parameter may be text whatever it looks like', async () => {
  await write({ 'cart/templates/config.yaml': 'kind: {{ kindOf .Values.text }}\n' });
  const kinds = [true, false].map(isText => render({ parameters: [{ name: 'text', value: '7', isText }] }));
  expect((await Promise.all(kinds)).flat().map(one => 'value' in one && one.value)).toEqual([
    { kind: 'string' },
    { kind: 'int64' },
  ]);
});

test.each([
  [
    'cart/templates/config.yaml',
    '{{ fail "no replicas" }}',
    'execution error at (shop-cart/templates/config.yaml:1:3): no replicas',
  ],
  [
    'cart/templates/config.yaml',
    'a: b: c\n',
    'YAML parse error on shop-cart/templates/config.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
  ],
  [
    'cart/Chart.yaml',
    'apiVersion: v2\nname: cart\nversion: 1.0.0\ndependencies: [{name: redis, version: 1.0.0, repository: "https://example.org"}]\n',
    "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: redis",
  ],
])('what fails in %s is told in words of helm: %j', async (file, text, message) => {
  await write({ [file]: text });
  await expect(render()).rejects.toThrow(new Error(`helm template: ${message}`));
});
