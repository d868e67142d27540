import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { putOnPath, type ToolPath } from '../../tools/binaries/on-path.ts';
import { helm, kubectl } from '../../tools/binaries/tools.ts';
import { node, program } from './plugin.ts';

let tools: ToolPath;
let folder: string;
beforeAll(async () => {
  tools = await putOnPath([helm, kubectl]);
  folder = await realpath(await mkdtemp(join(tmpdir(), 'lint-rendering-')));
  const database = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\n';
  const texts = {
    'clusters/eu-1.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart, namespace: argocd}
spec:
  source: {repoURL: https://example.org/fleet, path: charts/cart, helm: {valuesObject: {federated: true}}}
  destination: {name: eu-1, namespace: shop}
`,
    'base/kustomization.yaml': 'resources: [db.yaml]\n',
    'base/db.yaml': database,
    'prod/kustomization.yaml': 'resources: [../base]\ncommonLabels: {karmada.io/managed: "true"}\nnamespace: prod\n',
    'charts/cart/Chart.yaml': 'apiVersion: v2\nname: cart\nversion: 1.0.0\n',
    'charts/cart/values.yaml': 'federated: false\n',
    'charts/cart/templates/db.yaml': `${database}  labels: {karmada.io/managed: {{ .Values.federated | quote }}}\n`,
    'federated.yaml': 'federated: true\n',
  };
  await write(texts);
});
afterAll(async () => {
  await tools.remove();
  await rm(folder, { recursive: true });
});

/** Texts that only some tests need, in folders of their own. */
async function write(texts: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

/** Runs the built program in the repository; `line` is split at spaces. */
function lint(line: string, PATH = tools.path): Promise<ProgramAnswer> {
  const words = [program, 'lint', ...line.split(' ')];
  return runProgram(node, words, { cwd: folder, env: { ...process.env, PATH } });
}

/** Returns the place of each finding, with its object. */
function findingsIn({ stdout }: ProgramAnswer): string[] {
  return [...stdout.matchAll(/^(\S.*) {2}deny .*\n {2}(StatefulSet \S+)/gm)].map(
    ([, place, object]) => `${place ?? ''}: ${object ?? ''}`,
  );
}

test('what no flag renders is skipped, with the flag that would', async () => {
  const { stderr, exitCode } = await lint('.');
  expect(stderr.split('\n')).toEqual([
    '6 files skipped: not Kubernetes objects; --strict makes them errors',
    '  of charts: 3; --helm judges what charts make',
    '  kustomizations: 2; --kustomize judges what they make',
    '2 objects in 2 files: 0 denied, 0 warnings, 0 audit',
    '',
  ]);
  expect(exitCode).toBe(0);
});

test('what no flag renders is told apart from what is broken, where nothing may be skipped', async () => {
  const { stderr, exitCode } = await lint('--strict .');
  expect(stderr.split('\n')).toEqual([
    'error: base/kustomization.yaml:1: is not a Kubernetes object: no apiVersion; --kustomize judges what it makes',
    'error: charts/cart/Chart.yaml:1: is not a Kubernetes object: no kind; --helm judges what the chart makes',
    'error: charts/cart/templates/db.yaml:5:33: a key must be text; --helm judges what the chart makes',
    'error: charts/cart/values.yaml:1: is not a Kubernetes object: no apiVersion',
    'error: federated.yaml:1: is not a Kubernetes object: no apiVersion',
    'error: prod/kustomization.yaml:1: is not a Kubernetes object: no apiVersion; --kustomize judges what it makes',
    '2 objects in 8 files: 0 denied, 0 warnings, 0 audit; 6 errors',
    '',
  ]);
  expect(exitCode).toBe(2);
});

test('kustomizations and charts are judged as they are rendered', async () => {
  const answer = await lint('--kustomize --helm --values federated.yaml .');
  expect(findingsIn(answer)).toEqual([
    'base/db.yaml (rendered from prod): StatefulSet prod/db',
    'charts/cart/templates/db.yaml (rendered from charts/cart): StatefulSet db',
  ]);
  expect(answer.stderr).toBe('3 objects in 1 file and 2 rendered folders: 2 denied, 0 warnings, 0 audit\n');
  expect(answer.exitCode).toBe(1);
});

test('what Argo CD deploys from the repository is judged as it will be deployed', async () => {
  const answer = await lint('--gitops clusters');
  expect(findingsIn(answer)).toEqual([
    'charts/cart/templates/db.yaml (rendered from charts/cart): StatefulSet shop/db',
  ]);
  expect(answer.exitCode).toBe(1);
});

test('the former name of --gitops does the same, and a note names the new one', async () => {
  const [now, before] = [await lint('--gitops clusters'), await lint('--follow clusters')];
  expect(before).toEqual({ ...now, stderr: `note: --follow is now --gitops\n${now.stderr}` });
});

test('what is not followed is told beside what was found, and in the report', async () => {
  await write({
    'away/apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {path: ./prod, sourceRef: {kind: OCIRepository, name: fleet}}
`,
  });
  const answer = await lint('--gitops away');
  expect([answer.stderr, answer.exitCode]).toEqual([
    'note: Kustomization flux-system/apps: an OCIRepository is not followed; --source tells where it is\n' +
      '1 object in 1 file: 0 denied, 0 warnings, 0 audit; 1 object not followed\n',
    0,
  ]);
  const { stdout } = await lint('--gitops away -o json');
  expect(JSON.parse(stdout)).toMatchObject({
    notFollowed: [
      {
        object: 'Kustomization flux-system/apps',
        reason: 'an OCIRepository is not followed; --source tells where it is',
        source: { file: 'away/apps.yaml', line: 1 },
      },
    ],
  });
  const told = await lint('--gitops away --source OCIRepository/*=.');
  expect(findingsIn(told)).toEqual(['base/db.yaml (rendered from prod): StatefulSet prod/db']);
  const { stderr } = await lint('--source OCIRepository/*=. away');
  expect(stderr).toBe('error: --source OCIRepository/*=.: expected to stand beside --gitops\n');
});

test('why a chart fails is told whole', async () => {
  await write({
    'broken/Chart.yaml': 'apiVersion: v2\nname: broken\nversion: 1.0.0\n',
    'broken/templates/a.yaml': 'kind: {{ .Values.shop.name }}\n',
  });
  const { stderr, exitCode } = await lint('--helm broken');
  expect(stderr.split('\n')).toEqual([
    'error: broken: helm template: broken/templates/a.yaml:1:16',
    '    executing "broken/templates/a.yaml" at <.Values.shop.name>:',
    '      nil pointer evaluating interface {}.name',
    '0 objects in 0 files: 0 denied, 0 warnings, 0 audit; 1 error',
    '',
  ]);
  expect(exitCode).toBe(2);
});

test('a renderer that is not there, or fails, costs its folder alone', async () => {
  await cp(join(folder, 'base'), join(folder, 'torn'), { recursive: true });
  await rm(join(folder, 'torn/db.yaml'));
  const { stderr, exitCode } = await lint('--helm --kustomize charts torn clusters', dirname(process.execPath));
  expect(stderr.split('\n')).toEqual([
    'error: charts/cart: helm template: there is no such program on PATH',
    'error: torn: kubectl kustomize: there is no such program on PATH',
    '1 object in 1 file: 0 denied, 0 warnings, 0 audit; 2 errors',
    '',
  ]);
  expect(exitCode).toBe(2);
  const failed = await lint('--kustomize torn clusters');
  expect(failed.stderr.replaceAll('\n  ', ' ')).toMatch(
    /^error: torn: kubectl kustomize: accumulating resources: .*no such file or directory\n1 object/,
  );
  expect(failed.exitCode).toBe(2);
});

test('values without a chart to take them are a mistake', async () => {
  const { stderr, exitCode } = await lint('--values federated.yaml .');
  expect([stderr, exitCode]).toEqual(['error: --values federated.yaml: expected to stand beside --helm\n', 2]);
});

test('-f is a manifest, and who means values by it is told their flag', async () => {
  const { stderr, exitCode } = await lint('--helm -f federated.yaml charts');
  expect(stderr.split('\n')[0]).toBe(
    'error: federated.yaml:1: is not a Kubernetes object: no apiVersion; --values gives a file to charts',
  );
  expect(exitCode).toBe(2);
  const beside = await lint('--helm -f cart/values.yaml cart');
  expect([beside.stderr, beside.exitCode]).toEqual([
    'error: --filename cart/values.yaml: expected a manifest; --values gives a file to charts\n',
    2,
  ]);
});
