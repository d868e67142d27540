import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putOnPath, type ToolPath } from '../../../tools/binaries/on-path.ts';
import { helm, kubectl } from '../../../tools/binaries/tools.ts';
import { renderKustomization } from './kustomize.ts';
import type { Rendered, RenderTarget } from './rendering.ts';

let tools: ToolPath;
let folder: string;
beforeAll(async () => {
  tools = await putOnPath([kubectl, helm]);
  folder = await realpath(await mkdtemp(join(tmpdir(), 'kustomize-')));
  const texts = {
    'base/kustomization.yaml': 'resources: [db.yaml]\n',
    'base/db.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\n',
    'prod/kustomization.yaml': `resources: [../base]
namePrefix: prod-
configMapGenerator: [{name: config, literals: [a=b], options: {disableNameSuffixHash: true}}]
commonAnnotations: {team: shop}
`,
    'broken/kustomization.yaml': 'resources: [nowhere.yaml]\n',
  };
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
});
afterAll(async () => {
  await tools.remove();
  await rm(folder, { recursive: true });
});

const noHelm = { apiVersions: [], enableHelm: false };

function render(path: string, workingDirectory = folder, target: RenderTarget = noHelm): Promise<Rendered[]> {
  const environment = {
    env: { ...process.env, PATH: tools.path },
    workingDirectory,
    signal: new AbortController().signal,
  };
  return renderKustomization({ folder: path }, target, environment);
}

const annotations = { team: 'shop' };

test('each manifest comes with the file that it is made from, and without a note of that', async () => {
  expect(await render('prod')).toEqual([
    {
      file: 'prod/kustomization.yaml',
      value: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'prod-config', annotations }, data: { a: 'b' } },
    },
    {
      file: 'base/db.yaml',
      value: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'prod-db', annotations } },
    },
  ]);
});

test('files are written as the folder is, from the working directory on or absolute', async () => {
  const files = async (...where: [string, string?]) => (await render(...where)).map(({ file }) => file);
  expect(await files('base')).toEqual(['base/db.yaml']);
  expect(await files('.', join(folder, 'base'))).toEqual(['db.yaml']);
  expect(await files('../base', join(folder, 'prod'))).toEqual(['../base/db.yaml']);
  expect(await files(join(folder, 'base'))).toEqual([join(folder, 'base/db.yaml')]);
});

test('what fails is told in words of kustomize about the folder of the user', async () => {
  const file = join(folder, 'broken/nowhere.yaml');
  await expect(render('broken')).rejects.toThrow(
    new Error(
      `kubectl kustomize: accumulating resources: accumulation err='accumulating resources from 'nowhere.yaml': evalsymlink failure on '${file}' : ` +
        `lstat ${file}: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '${file}' : ` +
        `lstat ${file}: no such file or directory`,
    ),
  );
});

test('helm makes manifests for it where that is enabled, for the version of the target', async () => {
  const texts = {
    'inflated/kustomization.yaml': 'helmCharts: [{name: web, releaseName: shop}]\n',
    'inflated/charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'inflated/charts/web/values.yaml': '',
    'inflated/charts/web/templates/a.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}-{{ .Capabilities.KubeVersion.Minor }}-{{ .Capabilities.APIVersions.Has "a/v1" }}}
`,
  };
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  await expect(render('inflated')).rejects.toThrow(/must specify --enable-helm/);
  const target = { apiVersions: ['a/v1', 'b/v1'], version: '1.33', enableHelm: true };
  expect((await render('inflated', folder, target)).map(one => 'value' in one && one.value)).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop-33-true' } },
  ]);
});

test.each([
  'helmCharts: [{name: web, releaseName: "--output-dir=here"}]',
  'helmCharts: [{name: "--debug"}]',
  'helmChartInflationGenerator: [{chartName: web, releaseName: "--debug"}]',
  'generators: [generator.yaml]',
  'generators: ["kind: HelmChartInflationGenerator\\nreleaseName: --debug\\n"]',
])('a kustomization gives helm no flags, also as a part of another: %s', async text => {
  await mkdir(join(folder, 'flags'), { recursive: true });
  await mkdir(join(folder, 'outer'), { recursive: true });
  await writeFile(join(folder, 'flags/kustomization.yaml'), text);
  await writeFile(join(folder, 'flags/generator.yaml'), 'kind: HelmChartInflationGenerator\nreleaseName: --debug\n');
  await writeFile(join(folder, 'outer/kustomization.yaml'), 'resources: [../flags]');
  await expect(render('outer', folder, { apiVersions: [], enableHelm: true })).rejects.toThrow(
    / is not a valid name of a chart or a release$/,
  );
});

test('nothing is written into the folders of the user', async () => {
  await render('prod');
  expect(await readdir(join(folder, 'prod'))).toEqual(['kustomization.yaml']);
});
