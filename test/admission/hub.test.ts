import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { guardNamespace, type GuardedNamespace } from './guarded-namespace.ts';

const { hub } = inject('fleet');
const namespace = 'admission-hub';
let guarded: GuardedNamespace;
beforeAll(async () => {
  guarded = await guardNamespace(hub, namespace);
});
afterAll(() => guarded.remove());

const apply = async (object: object, ...args: string[]): Promise<ProgramAnswer> =>
  kubectl(hub, ['apply', '-f', '-', '-o', 'yaml', ...args], { input: JSON.stringify(object) });
const policyFor = (kind: string): object => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name: 'shop', namespace },
  spec: {
    resourceSelectors: [{ apiVersion: 'apps/v1', kind }],
    placement: { clusterAffinity: { clusterNames: ['m1'] } },
  },
});

test('an object of a custom kind is judged like any other', async () => {
  const { stderr, exitCode } = await apply(policyFor('StatefulSet'), '--dry-run=server');
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'admission webhook "validate.kubectl-fleet.io" denied the request: \nno-federated-stateful: PropagationPolicy admission-hub/shop ',
  );
  expect(await apply(policyFor('Deployment'))).toMatchObject({ stderr: '', exitCode: 0 });
});

test('nothing is annotated on the control plane of a federation, which would carry it to other clusters', async () => {
  const { stdout } = await apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace } });
  expect(stdout).toContain('name: settings');
  expect(stdout).not.toContain('kubectl-fleet.io');
});
