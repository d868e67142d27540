import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInChart, reasonToSkip } from './skipped.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skipped-'));
  await mkdir(join(folder, 'cart'));
  await writeFile(join(folder, 'cart/Chart.yaml'), '# ours\napiVersion: v2\nname: {{ name }}\n');
  const others = {
    empty: '',
    nameless: 'apiVersion: v2\nname:\n',
    bare: 'name: cart\n',
    old: 'name: cart\nversion: 1.0.0\n',
    deep: 'a: {apiVersion: v2, name: b}\n',
  };
  for (const [name, text] of Object.entries(others)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'Chart.yaml'), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['cart/Chart.yaml', 'chart'],
  ['cart/values.yaml', 'chart'],
  ['cart/values-prod.yml', 'chart'],
  ['cart/values.schema.json', 'chart'],
  ['cart/requirements.yaml', 'chart'],
  ['cart/templates/web.yaml', 'chart'],
  ['cart/templates/tests/deep/web.yaml', 'chart'],
  ['cart/crds/cart.yaml', undefined],
  ['cart/files/values.yaml', undefined],
  ['values.yaml', undefined],
  ['empty/values.yaml', undefined],
  ['nameless/templates/web.yaml', undefined],
  ['bare/templates/web.yaml', undefined],
  ['old/templates/web.yaml', 'chart'],
  ['deep/Chart.yaml', undefined],
  ['templates/web.yaml', undefined],
  ['templates', undefined],
  ['web/package.json', 'not-kubernetes'],
  ['web/package-lock.json', 'not-kubernetes'],
  ['web/tsconfig.build.json', 'not-kubernetes'],
  ['web/packages.json', undefined],
])('%s without an object is skipped as %s', async (file, reason) => {
  expect(await reasonToSkip(join(folder, file))).toBe(reason);
});

test('what lies in a chart at any depth is a part of it', async () => {
  expect(await isInChart(join(folder, 'cart/files/deep/a.yaml'))).toBe(true);
  expect(await isInChart(join(folder, 'web/a.yaml'))).toBe(false);
});
