import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { guardNamespace, type GuardedNamespace } from './guarded-namespace.ts';

/**
 * A Rollout that is older than the webhook, and the ReplicaSets that its controller makes of it.
 */

const { eu1 } = inject('fleet');
const namespace = 'admission-makers';
const rollouts = 'system:serviceaccount:argo-rollouts:argo-rollouts';
const marks = { labels: { 'karmada.io/managed': 'true' } };
const burst = { nodeSelector: { type: 'virtual-kubelet' }, containers: [{ name: 'a', image: 'a' }] };

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'rollouts.argoproj.io' },
  spec: {
    group: 'argoproj.io',
    names: { kind: 'Rollout', plural: 'rollouts' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};
const rollout = (name: string, spec: object): object => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name, namespace, ...marks },
  spec,
});

let guarded: GuardedNamespace;
beforeAll(async () => {
  await applyObjects(eu1, [definition, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]);
  await until('rollouts are served', async () => (await run('get', 'rollouts')).exitCode === 0 || undefined);
  await kubectl(eu1, ['apply', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        rollout('web', { template: { spec: burst } }),
        rollout('referring', { workloadRef: { kind: 'Deployment', name: 'web' } }),
      ],
    }),
  });
  await run(
    'create',
    'clusterrolebinding',
    namespace,
    '--clusterrole=cluster-admin',
    '--user=ann',
    `--user=${rollouts}`,
  );
  guarded = await guardNamespace(eu1, namespace);
});
afterAll(async () => {
  await guarded.remove();
  await run('delete', 'clusterrolebinding', namespace);
  await run('delete', 'customresourcedefinition', 'rollouts.argoproj.io');
});

const run = (...words: string[]): Promise<ProgramAnswer> => kubectl(eu1, [...words, '-n', namespace]);

/** Makes a ReplicaSet of that Rollout as the user. */
async function make(user: string, parent: string): Promise<ProgramAnswer> {
  const { stdout: uid } = await run('get', 'rollout', parent, '-o', 'jsonpath={.metadata.uid}');
  const reference = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: parent, uid, controller: true };
  const labels = { app: 'a' };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: `${parent}-1`, namespace, ...marks, ownerReferences: [reference] },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: burst } },
  };
  return kubectl(eu1, ['create', '-f', '-', '--dry-run=server', `--as=${user}`], { input: JSON.stringify(object) });
}

test('its controller may make what it is already', async () => {
  const { exitCode, stderr } = await make(rollouts, 'web');
  expect(stderr).toContain('Warning: no-mixed-placement: ReplicaSet admission-makers/web-1 was placed here by Karmada');
  expect(stderr).toContain('It is so in Rollout admission-makers/web, of which');
  expect(exitCode).toBe(0);
});

test('whoever writes the same reference by hand is refused', async () => {
  expect((await make('ann', 'web')).stderr).toContain('denied the request');
});

test('what the Rollout does not say itself is refused', async () => {
  expect((await make(rollouts, 'referring')).stderr).toContain('denied the request');
});
