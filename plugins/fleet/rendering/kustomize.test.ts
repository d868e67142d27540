import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putOnPath, type ToolPath } from '../../../test/testbed/binaries/on-path.ts';
import { kubectl } from '../../../test/testbed/binaries/tools.ts';
import { renderKustomization } from './kustomize.ts';
import type { Rendered } from './rendering.ts';

let tools: ToolPath;
let folder: string;
beforeAll(async () => {
  tools = await putOnPath([kubectl]);
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

function render(path: string, workingDirectory = folder): Promise<Rendered[]> {
  const surroundings = {
    env: { ...process.env, PATH: tools.path },
    workingDirectory,
    signal: new AbortController().signal,
  };
  return renderKustomization({ folder: path }, surroundings);
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

test('nothing is written into the folders of the user', async () => {
  await render('prod');
  expect(await readdir(join(folder, 'prod'))).toEqual(['kustomization.yaml']);
});
