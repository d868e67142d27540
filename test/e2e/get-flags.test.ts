import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { node, program } from './plugin.ts';

/**
 * Each flag of kubectl get on one cluster: the real kubectl and the plugin print the same, after
 * the column CLUSTER and the document around the objects are taken away.
 */

const { kubeconfig, eu1 } = inject('fleet');
const namespace = 'e2e-flags';
const other = 'e2e-flags-other';
let files = '';

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'get-flags-'));
  for (const name of [namespace, other]) await kubectl(eu1, ['create', 'namespace', name]);
  for (const [name, place, labels] of [
    ['shelf', namespace, 'app=shelf,shop.example/tier=back'],
    ['cart', namespace, 'app=cart,shop.example/tier=front'],
    ['cart', other, 'app=cart'],
  ] as const) {
    await kubectl(eu1, ['create', 'configmap', name, '-n', place, `--from-literal=of=${name}`]);
    await kubectl(eu1, ['label', 'configmap', name, '-n', place, ...labels.split(',')]);
  }
  await kubectl(eu1, ['create', 'configmap', 'plain', '-n', namespace]);
  await kubectl(eu1, ['create', 'deployment', 'cart', '-n', namespace, '--image=cart:1', '--replicas=0']);
  await kubectl(eu1, ['create', 'service', 'clusterip', 'cart', '-n', namespace, '--tcp=80']);
  await kubectl(eu1, ['rollout', 'status', 'deployment', '-n', namespace, 'cart']);
  const named = (kind: string, name: string, place?: string) =>
    JSON.stringify({ apiVersion: 'v1', kind, metadata: { name, ...(place !== undefined && { namespace: place }) } });
  await mkdir(join(files, 'deep'));
  await writeFile(join(files, 'cart.json'), named('ConfigMap', 'cart'));
  await writeFile(join(files, 'absent.json'), named('ConfigMap', 'absent'));
  await writeFile(
    join(files, 'deep/two.yaml'),
    `${named('ConfigMap', 'shelf')}\n---\n${named('ConfigMap', 'plain')}\n`,
  );
  await writeFile(join(files, 'deep/other.yaml'), named('ConfigMap', 'cart', other));
  await mkdir(join(files, 'kustomization'));
  await writeFile(join(files, 'kustomization/cart.yaml'), named('ConfigMap', 'cart'));
  await writeFile(join(files, 'kustomization/kustomization.yaml'), 'resources: [cart.yaml]\n');
});
afterAll(async () => {
  await rm(files, { recursive: true });
  await kubectl(eu1, ['delete', 'namespace', namespace, other, '--wait=false']);
});

interface Both {
  theirs: ProgramAnswer;
  ours: ProgramAnswer;
}

/** The answers of both programs to one line of kubectl get; FILES stands for the folder above. */
async function both(line: string, input = ''): Promise<Both> {
  const words = ['get', ...line.split(' ').map(word => word.replaceAll('FILES', files))];
  const where = words.some(word => /^-A$|^-n|^--namespace/.test(word)) ? [] : ['-n', namespace];
  const [theirs, ours] = await Promise.all([
    kubectl(eu1, [...words, ...where], { input }),
    runProgram(node, [program, ...words, ...where, '-C', 'eu-1'], {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      input,
    }),
  ]);
  return { theirs, ours };
}

/**
 * Lines of tables without their first column, with even gaps. An age may be another a second later.
 */
function rows(table: string): string[] {
  return table
    .trimEnd()
    .split('\n')
    .map(line =>
      line
        .replace(/^(CLUSTER|eu-1)( {3,}|$)/, '')
        .replaceAll(/ {3,}/g, '   ')
        .replace(/(?<= {3})(\d+[smhdy])+(?=$| {3})/g, 'AGE')
        .trimEnd(),
    );
}

test.each([
  'configmap',
  'configmap cart shelf',
  'configmap/cart deploy/cart',
  'configmap,deploy cart',
  'configmap,deploy,svc',
  'deploy -o wide',
  'deploy.v1.apps,services',
  'deployments.apps cart',
  'configmap -L app',
  'configmap -L app,shop.example/tier',
  'configmap -L app -L absent -o wide',
  'configmap --show-labels',
  'configmap -L app --show-labels',
  'deploy,configmap -L app --show-labels',
  'configmap --show-kind',
  'deploy/cart --show-kind',
  'configmap --no-headers',
  'configmap,svc --no-headers',
  'configmap -l app=cart',
  'configmap -l app -L app',
  'configmap -l app=absent',
  'configmap --field-selector metadata.name=cart',
  `configmap -A -l app=cart`,
  `configmap -A -n ${namespace} -l app=cart --show-kind`,
  'configmap -A -l app -L app --show-labels',
  'namespace -l kubernetes.io/metadata.name=default -A',
  `namespace ${namespace} -A`,
  'configmap --chunk-size=1',
  'configmap --chunk-size=0',
  'configmap --sort-by=.metadata.name',
  'configmap -l app --sort-by={.metadata.labels.app}',
  'configmap -l app --sort-by .metadata.labels.app --show-labels',
  'configmap -A -l app --sort-by .metadata.namespace',
  'configmap --server-print=false',
  'configmap,deploy --server-print=false --show-labels',
  'configmap --server-print=false -L app --no-headers',
  'configmap --ignore-not-found',
  'configmap cart absent --ignore-not-found',
  'configmap absent --ignore-not-found',
  'pods --ignore-not-found',
  'pods',
  'pods,replicationcontrollers -A -l absent=x',
  'deploy cart --subresource status',
  'deploy/cart --subresource=scale',
  'all',
  'all -l app=cart --show-kind=false',
  '-f FILES/cart.json',
  '-f FILES/cart.json -f FILES/deep/two.yaml --show-labels',
  '-f FILES/deep/two.yaml,FILES/cart.json',
  '-k FILES/kustomization',
  '-f FILES/cart.json --ignore-not-found -L app',
])('get %s prints the same table', async line => {
  const { theirs, ours } = await both(line);
  expect(rows(ours.stdout)).toEqual(rows(theirs.stdout));
  expect(ours.exitCode).toBe(theirs.exitCode);
  if (theirs.stdout === '') expect(ours.stderr).toBe(theirs.stderr);
});

/** Objects of a document of either program. */
function objectsOf(text: string): unknown[] {
  const document: unknown = text === '' ? {} : JSON.parse(text);
  const items = isRecord(document) && Array.isArray(document['items']) ? document['items'] : [document];
  return items.map((item: unknown) => (isRecord(item) && 'cluster' in item ? item['object'] : item));
}

test.each([
  'configmap -o json',
  'configmap -o json --show-managed-fields',
  'configmap -o json --show-managed-fields=false',
  'configmap -o json --chunk-size=1',
  'configmap -l app -o json --sort-by=.metadata.labels.app',
  'configmap -A -l app -o json',
  'configmap -o json -L app',
  'configmap -o json --show-kind --no-headers',
  'deploy cart --subresource scale -o json',
  'deploy/cart --subresource status -o json',
  'configmap cart absent -o json --ignore-not-found',
  '-f FILES/cart.json -o json',
  '-R -f FILES/deep/two.yaml -f FILES/cart.json -o json --show-managed-fields',
  '-k FILES/kustomization -o json',
])('get %s has the same objects', async line => {
  const { theirs, ours } = await both(line);
  expect(objectsOf(ours.stdout)).toEqual(objectsOf(theirs.stdout));
  expect(ours.exitCode).toBe(theirs.exitCode);
});

test.each([
  ['configmap -l app -o name --sort-by=.metadata.labels.app'],
  ['configmap,deploy -o name --chunk-size=1'],
  ['configmap -o name -l app'],
  ['-f FILES/deep/two.yaml -o name'],
  ['configmap -o custom-columns=NAME:.metadata.name --no-headers --sort-by .metadata.name'],
])('get %s prints the same lines', async line => {
  const { theirs, ours } = await both(line);
  expect(ours.stdout.replaceAll(/^(eu-1|CLUSTER) +/gm, '')).toBe(theirs.stdout);
  expect(ours.exitCode).toBe(0);
});

test('-f - names objects on standard input, and -R those of folders below', async () => {
  const named = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shelf' } });
  const input = await both('-f - -o name', named);
  expect(input.ours.stdout).toBe(`eu-1 ${input.theirs.stdout}`);
  const folder = await both('-f FILES -o name --ignore-not-found');
  expect(folder.ours.stdout).toBe(`eu-1 ${folder.theirs.stdout}`);
});

test.each(['json', 'yaml', 'kyaml'])('get -o %s --flat is the List of kubectl with annotations', async format => {
  const { theirs } = await both(`configmap -l app -o ${format}`);
  const { ours } = await both(`configmap -l app -o ${format} --flat`);
  const annotation = /"?annotations"?:\s+\{?\s*"?kubectl-fleet.io\/cluster"?: "?eu-1"?,?(\s*\},)?/g;
  expect(ours.stdout.match(annotation)).toHaveLength(2);
  const options = { version: '1.1', merge: false } as const;
  expect(parse(ours.stdout.replaceAll(annotation, ''), options)).toEqual(parse(theirs.stdout, options));
});

test.each([
  'configmap --show-labels -o json',
  'configmap --show-labels -o name',
  'configmap -L app -o custom-columns=NAME:.metadata.name',
  'configmap --subresource status',
  'configmap cart -A',
  'configmap cart -l app=cart',
  'configmap cart --field-selector metadata.name=cart',
  'configmap/cart -l app=cart',
  'configmap/cart deploy',
  'configmap -f FILES/cart.json',
  'configmap/cart -f FILES/cart.json',
  '-f FILES/cart.json -k FILES/kustomization',
  '-R -k FILES/kustomization',
  '-f FILES/missing.yaml',
  '-k FILES/deep',
  '-f FILES/deep/other.yaml',
  'absent-kind',
  'configmap --chunk-size=x',
])('get %s is refused by both', async line => {
  const { theirs, ours } = await both(line);
  expect(theirs.exitCode).toBe(1);
  expect(ours.stdout).toBe('');
  expect([1, 2]).toContain(ours.exitCode);
  if (!otherWords.has(line)) expect(firstLine(ours.stderr)).toBe(firstLine(theirs.stderr));
});

/** Lines whose error this program says in words of its own. */
const otherWords = new Set([
  'configmap -L app -o custom-columns=NAME:.metadata.name',
  'configmap/cart deploy',
  'configmap/cart -f FILES/cart.json',
  '-f FILES/missing.yaml',
  '-k FILES/deep',
  'configmap --chunk-size=x',
]);

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/^error: /, '');
}
