import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Type } from 'typebox';
import { parse } from 'yaml';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { installReportKinds } from '../testbed/kinds/report-kinds.ts';
import { brokenContexts } from './broken-contexts.ts';
import { accessTo, writeKubeconfig } from './kubeconfigs.ts';
import { fleet } from './plugin.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');
const namespace = 'e2e-status';
const longAgo = '2026-01-01T00:00:00Z';

beforeAll(async () => {
  for (const cluster of [hub, eu1]) {
    await kubectl(cluster, ['create', 'namespace', namespace]);
    await kubectl(cluster, ['create', 'deployment', 'cart', '-n', namespace, '--image=cart:1', '--replicas=3']);
    const condition = { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' };
    const times = { lastTransitionTime: longAgo, lastUpdateTime: longAgo };
    await patchStatus(cluster, 'deployment/cart', { conditions: [{ ...condition, ...times }] });
  }
  await applyObjects(hub, [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'worker', namespace },
      spec: { containers: [{ name: 'app', image: 'worker:1' }], tolerations: [{ operator: 'Exists' }] },
    },
  ]);
  const waiting = { reason: 'CrashLoopBackOff' };
  const state = { name: 'app', image: 'worker:1', imageID: '', ready: false, restartCount: 7, state: { waiting } };
  await patchStatus(hub, 'pod/worker', { phase: 'Running', containerStatuses: [state] });
  await installReportKinds(hub, 'wgpolicyk8s');
  await applyObjects(hub, [
    {
      apiVersion: 'wgpolicyk8s.io/v1alpha2',
      kind: 'PolicyReport',
      metadata: { name: 'report', namespace },
      results: ['a', 'b'].map(name => ({
        ...{ policy: 'no-latest', rule: 'tag', result: 'fail', severity: 'high' },
        resources: [{ apiVersion: 'v1', kind: 'Pod', name, namespace }],
      })),
    },
  ]);
});
afterAll(async () => {
  await Promise.all([hub, eu1].map(cluster => kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false'])));
});

async function patchStatus(cluster: typeof hub, object: string, status: object): Promise<void> {
  const patch = ['--subresource=status', '--type=merge', `--patch=${JSON.stringify({ status })}`];
  const { stderr, exitCode } = await kubectl(cluster, ['patch', object, '-n', namespace, ...patch]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
}

const Status = Type.Object({
  apiVersion: Type.String(),
  kind: Type.String(),
  clusters: Type.Array(
    Type.Object({ name: Type.String(), status: Type.String(), error: Type.Optional(Type.String()) }),
  ),
  problems: Type.Array(
    Type.Object({
      severity: Type.String(),
      cluster: Type.String(),
      kind: Type.String(),
      namespace: Type.String(),
      name: Type.String(),
      message: Type.String(),
      since: Type.Optional(Type.String()),
      parts: Type.Optional(Type.Object({ count: Type.Number() })),
      more: Type.String(),
    }),
  ),
});
const isStatus = validatorOf(Status);

function documentIn(text: string) {
  const document: unknown = parse(text);
  if (!isStatus(document)) throw new Error(`no FleetStatus: ${JSON.stringify(isStatus.errors)}`);
  return document;
}

test('the same trouble in two clusters is one line, with the command that shows more', async () => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, 'status --timeout 30s');
  expect(stdout).toMatch(
    new RegExp(
      `^critical hub, eu-1: Deployment ${namespace}/cart: 0 of 3 replicas available.*, for \\d+d\\n` +
        ` {4}kubectl fleet describe deployment cart -n ${namespace} -C hub,eu-1$`,
      'm',
    ),
  );
  expect(stdout).toMatch(/\n3 clusters, all answered: \d+ critical, \d+ warning(, \d+ info)?\n$/);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 });
});

test('the command that shows more does', async () => {
  const { stdout } = await fleet(kubeconfig, 'status -C hub --timeout 30s -o json');
  const { more = '' } = documentIn(stdout).problems.find(({ name }) => name === 'cart') ?? {};
  const described = await fleet(kubeconfig, more.replace('kubectl fleet ', ''));
  expect(described.stdout).toContain('MinimumReplicasUnavailable');
});

test.each(['json', 'yaml'])('%s has every problem of every cluster', async format => {
  const { stdout, exitCode } = await fleet(kubeconfig, `status --timeout 30s -o ${format}`);
  const { apiVersion, kind, clusters, problems } = documentIn(stdout);
  expect({ apiVersion, kind, exitCode }).toEqual({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'FleetStatus',
    exitCode: 1,
  });
  expect(clusters.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'hub answered',
    'eu-1 answered',
    'us-1 answered',
  ]);
  const own = problems.filter(problem => problem.namespace === namespace);
  expect(own.filter(({ name }) => name === 'cart').map(({ cluster, since }) => [cluster, since])).toEqual([
    ['hub', longAgo],
    ['eu-1', longAgo],
  ]);
  expect(own).toContainEqual(
    expect.objectContaining({ kind: 'Pod', name: 'worker', message: 'CrashLoopBackOff: container app' }),
  );
});

test('findings of reports in the cluster are counted by rule and severity', async () => {
  const { stdout } = await fleet(kubeconfig, 'status -C hub --timeout 30s');
  expect(stdout).toContain(
    'warning  hub: PolicyReport no-latest/tag: fails (severity high) (2 findings)\n' +
      '    kubectl fleet get policyreports.wgpolicyk8s.io -A -C hub\n',
  );
});

test('a cluster that does not answer comes first, and the others are shown', async () => {
  const broken = await brokenContexts({ server: eu1.server, authority: '' });
  const { stdout, exitCode } = await fleet(`${kubeconfig}:${broken}`, 'status -C eu-1,black-hole,refused');
  expect(stdout).toMatch(/^critical refused: does not answer: connection refused/);
  expect(stdout).toMatch(/^critical black-hole: no answer yet: no answer within 1.5s\n {4}next step: connect to/m);
  expect(stdout).toContain('    kubectl fleet status --timeout 30s -C black-hole\n');
  expect(stdout).toContain(`Deployment ${namespace}/cart`);
  expect(exitCode).toBe(3);
});

test('a list that may not be read is told, and is neither fine nor a failure', async () => {
  await kubectl(us1, ['create', 'serviceaccount', 'status-reader', '-n', 'default']);
  const { stdout: token } = await kubectl(us1, ['create', 'token', 'status-reader', '-n', 'default']);
  const { cluster } = await accessTo(us1.kubeconfig);
  const file = await writeKubeconfig({ limited: { cluster, user: { token: token.trim() } } });
  const { stdout, exitCode } = await fleet(file, 'status --timeout 30s');
  expect(stdout).toMatch(/^info {5}limited: cannot tell \(needs list nodes, deployments\.apps, .*pods.*\)\n/);
  expect(stdout).not.toContain('openreports');
  expect(stdout).toMatch(/\n1 cluster, all answered: 1 info\n$/);
  expect(exitCode).toBe(3);
  const { clusters } = documentIn((await fleet(file, 'status --timeout 30s -o json')).stdout);
  expect(clusters).toMatchObject([{ name: 'limited', status: 'degraded' }]);
});

test('a token that is about to end is a problem, and is not printed', async () => {
  const { cluster } = await accessTo(us1.kubeconfig);
  const seconds = Math.round(Date.now() / 1000);
  const payload = Buffer.from(JSON.stringify({ iat: seconds - 40_000, exp: seconds + 60 })).toString('base64url');
  const file = await writeKubeconfig({ old: { cluster, user: { token: `e30.${payload}.c2ln` } } });
  const { stdout, exitCode } = await fleet(file, 'status --timeout 30s');
  expect(stdout).toMatch(/^critical old: does not answer: .*refused.*; token ends on /);
  expect(stdout).not.toContain(payload);
  expect(exitCode).toBe(4);
});
