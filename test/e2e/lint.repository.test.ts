import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { node, program } from './plugin.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lint-repository-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the built program in the folder, with nothing on standard input. */
function lint(words: readonly string[]) {
  return runProgram(node, [program, 'lint', ...words], { cwd: folder });
}

/**
 * A repository as many are: manifests beside what belongs to charts, to kustomize and to other
 * tools.
 */
async function writeRepository(): Promise<void> {
  const texts = {
    'deploy/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n',
    'deploy/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n',
    'deploy/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [web.yaml]\n',
    'charts/cart/Chart.yaml': 'apiVersion: v2\nname: cart\nversion: 1.0.0\n',
    'charts/cart/values.yaml': 'replicas: 3\nreplicas: 4\n',
    'charts/cart/values.schema.json': '{"type": "object"}',
    'charts/cart/templates/web.yaml': 'kind: {{ .Values.kind }}\n',
    'charts/cart/crds/cart.yaml':
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: carts.example.org}\n',
    'dashboards/cart.json': '{"panels": [{"title": "carts"}], "schemaVersion": 39}',
    'compose.yaml': 'services: {web: {image: nginx}}\n',
    'package.json': '{"name": "cart"}',
    'tsconfig.json': '{"compilerOptions": {}, // a comment\n}',
    '.github/workflows/ci.yaml': 'on: push\n',
    'node_modules/a/package.json': '{"name": "a"}',
  };
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

test('a repository is linted as it is: what is no manifest is skipped, counted and named in the report', async () => {
  await writeRepository();
  const { stdout, stderr, exitCode } = await lint(['.', '-o', 'json']);
  expect(stderr.split('\n')).toEqual([
    '9 files skipped: not Kubernetes objects; --strict makes them errors',
    '  of charts: 4; --helm judges what charts make',
    '  kustomizations: 1; --kustomize judges what they make',
    '3 objects in 3 files: 0 denied, 0 warnings, 0 audit',
    '',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({
    skipped: {
      count: 9,
      files: {
        chart: [
          'charts/cart/Chart.yaml',
          'charts/cart/templates/web.yaml',
          'charts/cart/values.schema.json',
          'charts/cart/values.yaml',
        ],
        kustomization: ['deploy/kustomization.yaml'],
        'not-kubernetes': ['compose.yaml', 'dashboards/cart.json', 'package.json', 'tsconfig.json'],
      },
    },
  });
  expect(exitCode).toBe(0);
});

test('--strict makes an error of every file that would be skipped', async () => {
  await writeRepository();
  const { stderr, exitCode } = await lint(['-R', '--strict', '-f', '.']);
  const files = [...stderr.matchAll(/^error: ([^:]*):/gm)].map(([, file]) => file);
  expect(files).toEqual([
    'charts/cart/Chart.yaml',
    'charts/cart/templates/web.yaml',
    'charts/cart/values.schema.json',
    'charts/cart/values.yaml',
    'compose.yaml',
    'dashboards/cart.json',
    'deploy/kustomization.yaml',
    'package.json',
    'tsconfig.json',
  ]);
  expect(exitCode).toBe(2);
});

test('globs and ignore files leave out what they name, so that it is not judged, and say how much', async () => {
  await writeRepository();
  await writeFile(join(folder, 'broken.yaml'), 'a: [');
  await writeFile(join(folder, 'deploy/.kubectl-fleet-ignore'), 'patch.yaml\n');
  const words = ['.', '--exclude', '{broken,compose}.yaml', '--exclude', 'charts/**', '--exclude', './*.json'];
  expect(await lint(words)).toEqual({
    stdout: '',
    stderr: [
      '6 paths left out by --exclude or an ignore file',
      '2 files skipped: not Kubernetes objects; --strict makes them errors',
      '  kustomizations: 1; --kustomize judges what they make',
      '1 object in 1 file: 0 denied, 0 warnings, 0 audit',
      '',
    ].join('\n'),
    exitCode: 0,
  });
});

test('where nothing is judged the exit code is 2, and --allow-empty makes it 0', async () => {
  await writeRepository();
  const words = ['-', 'dashboards', 'deploy/web.yaml', '--exclude', 'web.yaml'];
  const accepts = '--allow-empty accepts that';
  expect(await lint(words)).toEqual({
    stdout: '',
    stderr: [
      `error: -: there is no Kubernetes object to judge; ${accepts}`,
      `error: dashboards: there is no Kubernetes object to judge; ${accepts}`,
      `error: deploy/web.yaml: it is left out by --exclude or an ignore file; ${accepts}`,
      '1 path left out by --exclude or an ignore file',
      '1 file skipped: not a Kubernetes object; --strict makes it an error',
      '0 objects in 1 file: 0 denied, 0 warnings, 0 audit; 3 errors',
      '',
    ].join('\n'),
    exitCode: 2,
  });
  expect((await lint([...words, '--allow-empty'])).exitCode).toBe(0);
});

test('many warnings that say the same are one block, and --all shows each', async () => {
  const budgets = Array.from({ length: 9 }, (_, index) => {
    return `apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: b${index}, namespace: shop}\n`;
  });
  await writeFile(join(folder, 'budgets.yaml'), budgets.join('---\n'));
  const { stdout } = await lint(['budgets.yaml']);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('budgets.yaml:1  warn  api-served  (9 times)');
  expect(lines.slice(-5)).toEqual([
    '    also  budgets.yaml:5',
    '          budgets.yaml:9',
    '          budgets.yaml:13',
    '          and 5 more times; --all shows them',
    '',
  ]);
  expect(stdout.match(/api-served {2}/g)).toHaveLength(1);
  const all = await lint(['budgets.yaml', '--all']);
  expect(all.stdout.match(/^budgets.yaml:\d+ {2}warn {2}api-served$/gm)).toHaveLength(9);
});
