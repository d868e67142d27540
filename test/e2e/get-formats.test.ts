import { parse } from 'yaml';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runProgram } from '../../kubernetes/program/program.ts';
import { isRecord } from '../../kubernetes/objects/is-record.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { brokenContexts } from './broken-contexts.ts';
import { node, program } from './plugin.ts';

/**
 * The same objects of one cluster in each format of kubectl get. Two differences are taken away:
 * the cluster in front of each line or in the column CLUSTER, and the document around the objects.
 */

const { kubeconfig, eu1 } = inject('fleet');
const namespace = 'e2e-formats';

beforeAll(async () => {
  await kubectl(eu1, ['create', 'namespace', namespace]);
  for (const [name, image] of [
    ['shelf', 'shelf:3.1.0'],
    ['cart', 'cart:1'],
  ] as const) {
    await kubectl(eu1, ['create', 'deployment', name, '-n', namespace, `--image=${image}`, '--replicas=0']);
  }
  const texts = ['html=<a> & b', 'yes=no', 'lines=a\n  b\n', 'control=\u001B[31m', 'number=1e3', 'empty='];
  const words = texts.map(text => `--from-literal=${text}`);
  await kubectl(eu1, ['create', 'configmap', 'texts', '-n', namespace, ...words]);
  await kubectl(eu1, ['rollout', 'status', 'deployment', '-n', namespace, 'shelf', 'cart']);
});
afterAll(() => kubectl(eu1, ['delete', 'namespace', namespace, '--wait=false']));

/** The answers of both programs to one line of kubectl get. */
async function both(...words: string[]) {
  const line = ['get', ...words, '-n', namespace];
  const [theirs, ours] = await Promise.all([
    kubectl(eu1, line),
    runProgram(node, [program, ...line, '-C', 'eu-1'], { env: { ...process.env, KUBECONFIG: kubeconfig } }),
  ]);
  return { theirs, ours };
}

/** Lines without the cluster in front of them. */
function withoutCluster(text: string): string {
  return text.replaceAll(/^eu-1 /gm, '');
}

/** Lines of a table without their first column, with its widths evened. */
function withoutColumn(table: string): string[] {
  return table.split('\n').map(line =>
    line
      .replace(/^(CLUSTER|eu-1) +/, '')
      .replaceAll(/ {2,}/g, '  ')
      .trimEnd(),
  );
}

function objectsOf(document: unknown): unknown[] {
  const items = isRecord(document) && Array.isArray(document['items']) ? document['items'] : [document];
  return items.map((item: unknown) => (isRecord(item) && 'cluster' in item ? item['object'] : item));
}

test.each([['deploy,configmap'], ['deploy', 'cart', 'shelf'], ['deploy/cart']])(
  'json, yaml and kyaml of %s hold the objects of kubectl',
  async (...words) => {
    for (const format of ['json', 'yaml', 'kyaml', 'JSON']) {
      const { theirs, ours } = await both(...words, '-o', format);
      const options = { version: '1.1', merge: false } as const;
      expect(ours.exitCode).toBe(0);
      expect(objectsOf(parse(ours.stdout, options))).toEqual(objectsOf(parse(theirs.stdout, options)));
    }
  },
);

test.each([
  ['deploy', '-o', 'name'],
  ['deploy,configmap', '-o', 'name'],
  [
    'deploy',
    '-o',
    'jsonpath={range .items[*]}{.metadata.name}{"\\t"}{.spec.template.spec.containers[0].image}{"\\n"}{end}',
  ],
  ['deploy', '-o', 'jsonpath={.items[*].metadata.name}'],
  ['deploy', '-o', 'jsonpath', '--template', '{.items[*].kind}'],
  ['deploy/cart', '-o', 'jsonpath={.spec.replicas} {.metadata.labels}'],
  ['configmap', 'texts', '-o', 'jsonpath={.data}'],
  ['deploy', 'cart', 'shelf', '-o', 'jsonpath={.kind}{.items[0].kind}'],
])('%s %s %s prints the same lines', async (...words) => {
  const { theirs, ours } = await both(...words);
  expect(withoutCluster(ours.stdout).trimEnd()).toBe(theirs.stdout.trimEnd());
  expect(ours.stdout).toMatch(/^eu-1 /);
});

test.each([
  ['deploy', '-o', 'custom-columns=NAME:.metadata.name,IMAGES:.spec.template.spec.containers[*].image,NONE:.a.b'],
  ['deploy', '-o', 'custom-columns=NAME:.metadata.name,LABELS:.metadata.labels', '--no-headers'],
  ['configmap,deploy', '-o', 'custom-columns=KIND:kind,NAME:{metadata.name}'],
])('%s %s %s prints the same columns', async (...words) => {
  const { theirs, ours } = await both(...words);
  expect(withoutColumn(ours.stdout)).toEqual(withoutColumn(theirs.stdout));
});

test('jsonpath-as-json is one list of the values of each cluster', async () => {
  const { theirs, ours } = await both('deploy', '-o', 'jsonpath-as-json={.items[*].metadata.name}');
  const expected: unknown = JSON.parse(theirs.stdout);
  expect(JSON.parse(ours.stdout)).toEqual([{ cluster: 'eu-1', values: expected }]);
});

test.each([
  ['deploy', '-o', 'xml'],
  ['deploy', '-o', 'jsonpath={.items'],
  ['deploy', '-o', 'jsonpath'],
  ['deploy', '-o', 'custom-columns=NAME'],
  ['deploy', '-o', 'jsonpath={.items[9].kind}'],
  ['deploy/cart', '-o', 'jsonpath={.absent}', '--allow-missing-template-keys=false'],
])('%s %s %s is an error of both', async (...words) => {
  const { theirs, ours } = await both(...words);
  expect(theirs.exitCode).toBe(1);
  expect(ours.stdout).toBe('');
  expect([1, 2]).toContain(ours.exitCode);
});

test.each([
  ['clusterroles', '--sort-by', '.metadata.uid', '-o', 'name'],
  ['clusterroles', '--sort-by', '{.metadata.uid}', '-o', 'jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}'],
  ['clusterroles', '--sort-by', 'metadata.uid', '-o', 'custom-columns=:.metadata.name', '--no-headers'],
  ['clusterroles', '--sort-by', '.metadata.uid', '--no-headers'],
  // kubectl prints nothing and ends well where the table has no such field.
  ['clusterroles', '--sort-by', '.metadata.labels.none', '-o', 'name'],
])('%s %s %s %s %s has the order of kubectl', async (...words) => {
  const { theirs, ours } = await both(...words);
  const namesOf = (text: string) =>
    withoutCluster(text)
      .split('\n')
      .map(line => line.trim().replace(/\s.*/, ''));
  expect(namesOf(ours.stdout)).toEqual(namesOf(theirs.stdout));
  expect({ fails: ours.exitCode !== 0 }).toEqual({ fails: theirs.exitCode !== 0 });
  const reason = theirs.stderr.replace(/^error: /, '').trim();
  expect(ours.stderr).toContain(reason);
});

test('a template of Go is refused with the template that prints the same', async () => {
  const { ours } = await both('deploy', '-o', 'go-template={{range .items}}{{.metadata.name}}{{"\\n"}}{{end}}');
  const same = /use -o (jsonpath='.*')/.exec(ours.stderr)?.[1]?.replaceAll("'", '') ?? '';
  const { theirs } = await both('deploy', '-o', same);
  expect(ours.exitCode).toBe(2);
  expect(theirs.stdout).toBe('cart\nshelf\n');
});

test.each(['jsonpath={.kind}', 'custom-columns=KIND:.kind', 'kyaml'])(
  'with -o %s a cluster that does not answer is named',
  async format => {
    const files = `${kubeconfig}:${await brokenContexts({ server: eu1.server, authority: '' })}`;
    const words = ['get', 'deploy/cart', '-n', namespace, '-o', format, '-C', 'eu-1,black-hole', '--timeout', '3s'];
    const { stdout, stderr, exitCode } = await runProgram(node, [program, ...words], {
      env: { ...process.env, KUBECONFIG: files },
    });
    expect(stdout).toContain('Deployment');
    expect(stderr).toContain('black-hole: no answer within 3s');
    expect(exitCode).toBe(3);
  },
);
