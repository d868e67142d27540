import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chartOutside, kustomizationOutside } from './outside-repository.ts';

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'out-of-repository-')));
  root = join(folder, 'repository');
  await write({ 'outside/kustomization.yaml': '', 'repository/shared/a.yaml': '', 'repository/cart/Chart.yaml': '' });
});
afterEach(() => rm(folder, { recursive: true }));

async function write(texts: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

function link(target: string, path: string): Promise<void> {
  return symlink(target, join(root, path));
}

test('a link of a chart to what lies in the repository, to itself or to nothing is as good as a file', async () => {
  await link('../shared', 'cart/shared');
  await link('../cart', 'cart/self');
  await link('nowhere', 'cart/nothing');
  expect(await chartOutside(join(root, 'cart'), root)).toBeUndefined();
});

test('a link of a chart that leads out of the repository is told, also behind another link', async () => {
  await link('../shared', 'cart/shared');
  await link('../../outside', 'shared/out');
  expect(await chartOutside(join(root, 'cart'), root)).toBe('its link shared/out leads out of the repository');
});

test('a repository may be reached by a link', async () => {
  await symlink(root, join(folder, 'link'));
  expect(await chartOutside(join(folder, 'link/cart'), join(folder, 'link'))).toBeUndefined();
});

test.each([
  ['../base', undefined],
  ['https://example.org/base?ref=v1', undefined],
  ['../../outside', 'its part ../outside leads out of the repository'],
  ['../link', 'its part link leads out of the repository'],
  ['../again', 'its part link leads out of the repository'],
])('a kustomization that is made of %s', async (part, reason) => {
  await link('../outside', 'link');
  await write({
    'repository/prod/kustomization.yaml': `resources: ["${part}"]\n`,
    'repository/base/kustomization.yaml': 'resources: [../prod]\n',
    'repository/again/kustomization.yaml': 'components: [../link]\n',
  });
  expect(await kustomizationOutside(join(root, 'prod'), root)).toBe(reason);
});

test('the charts of a kustomization are charts', async () => {
  await write({ 'repository/prod/kustomization.yaml': 'helmGlobals: {chartHome: ..}\nhelmCharts: [{name: cart}]\n' });
  expect(await kustomizationOutside(join(root, 'prod'), root)).toBeUndefined();
  await link('../../outside', 'cart/out');
  expect(await kustomizationOutside(join(root, 'prod'), root)).toBe('its link cart/out leads out of the repository');
});
