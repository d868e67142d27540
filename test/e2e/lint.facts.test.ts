import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runProgram, type ProgramAnswer } from '../../kubernetes/program/program.ts';
import { fleet, node, program } from './plugin.ts';

const { kubeconfig } = inject('fleet');

/** Placed by Karmada, for the virtual node of one of the clusters. */
const bursting = `apiVersion: apps/v1
kind: Deployment
metadata: {name: resizer, namespace: shop, labels: {karmada.io/managed: "true"}}
spec:
  template:
    spec:
      nodeSelector: {kubernetes.io/hostname: burst}
      tolerations: [{operator: Exists}]
      containers: [{name: resizer, image: resizer:1}]
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lint-facts-'));
  await writeFile(join(folder, 'resizer.yaml'), bursting);
});
afterAll(() => rm(folder, { recursive: true }));

/** Lints for the cluster whose facts the plugin has just printed. */
async function lintFor(cluster: string, format: string): Promise<ProgramAnswer> {
  const facts = await fleet(kubeconfig, `facts -C ${cluster} -o ${format}`);
  const words = [program, 'lint', '--cluster-facts', '-', 'resizer.yaml', '-o', 'json'];
  return runProgram(node, words, { cwd: folder, input: facts.stdout });
}

test.each(['yaml', 'json'])(
  'manifests are judged for the cluster whose facts another command prints in %s',
  async format => {
    const [withVirtualNode, without] = [await lintFor('eu-1', format), await lintFor('us-1', format)];
    expect(JSON.parse(withVirtualNode.stdout)).toMatchObject({
      findings: [{ rule: 'no-mixed-placement', at: { line: 6 } }],
    });
    expect(JSON.parse(without.stdout)).toMatchObject({ findings: [] });
  },
);

test('the facts of several clusters are not those of one', async () => {
  const { stderr, exitCode } = await lintFor('eu-1,us-1', 'yaml');
  expect([stderr, exitCode]).toEqual([
    'error: cluster facts -: has several clusters; print one: kubectl fleet facts -C NAME\n',
    2,
  ]);
});
