import { Value } from 'typebox/value';
import { expect, inject, test, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { FactsDocument } from '../../plugins/fleet/commands/facts/facts-document.ts';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { brokenContexts } from './broken-contexts.ts';
import { accessTo, writeKubeconfig } from './kubeconfigs.ts';
import { fleet } from './plugin.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');

/** The documents of a YAML stream, each of which has to be one of facts. */
function documentsOf(stream: string): FactsDocument[] {
  return parseAllDocuments(stream).map(document => {
    const value: unknown = document.toJS();
    if (!Value.Check(FactsDocument, value)) throw new Error(JSON.stringify(Value.Errors(FactsDocument, value)));
    return value;
  });
}

async function apply(cluster: typeof hub, ...items: object[]): Promise<ProgramAnswer> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const answer = await kubectl(cluster, ['apply', '-f', '-'], { input });
  expect(answer).toMatchObject({ exitCode: 0 });
  return answer;
}
const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

test('every cluster is a document of what rules may know about it', async () => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, 'facts');
  const documents = documentsOf(stdout);
  expect(documents.map(({ metadata, facts }) => [metadata.name, facts?.version])).toEqual([
    ['hub', 'v1.37.2'],
    ['eu-1', 'v1.37.2'],
    ['us-1', 'v1.36.3'],
  ]);
  expect(documents[1]?.facts?.nodes?.map(({ name, provider }) => [name, provider])).toEqual([
    ['burst', 'virtual_kubelet'],
    ['eu-1-a', ''],
  ]);
  expect(documents.map(({ facts }) => facts?.owner)).toEqual(['', '', '']);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});

test('workloads, what limits their disruption, and what GitOps brought them', async () => {
  const labels = { app: 'web' };
  await apply(
    us1,
    namespace('facts'),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'facts',
        labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop', 'karmada.io/managed': 'true' },
      },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'web', image: 'web:1' }], nodeSelector: { type: 'virtual-kubelet' } },
        },
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web', namespace: 'facts' },
      spec: { minAvailable: 1, selector: { matchLabels: labels } },
    },
  );
  const [document] = documentsOf((await fleet(kubeconfig, 'facts -C us-1')).stdout);
  await kubectl(us1, ['delete', 'namespace', 'facts', '--wait=false']);
  const { workloads, disruptionBudgets, gitops } = document?.facts ?? {};
  expect(workloads?.filter(workload => workload.namespace === 'facts')).toEqual([
    {
      type: 'apps/Deployment',
      namespace: 'facts',
      name: 'web',
      labels,
      provider: 'virtual_kubelet',
      placedBy: 'karmada',
      holds: '',
    },
  ]);
  expect(disruptionBudgets).toContainEqual({ namespace: 'facts', name: 'web', selector: { matchLabels: labels } });
  expect(gitops).toContain('flux');
});

test('of clusters that Argo CD knows the name and address are told, and nothing of the credentials beside them', async () => {
  await apply(hub, namespace('facts-argocd'), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'eu', namespace: 'facts-argocd', labels: { 'argocd.argoproj.io/secret-type': 'cluster' } },
    stringData: { name: 'eu', server: 'https://eu:6443', config: '{"bearerToken":"very-secret"}' },
  });
  const { stdout } = await fleet(kubeconfig, 'facts -C hub,eu-1');
  await kubectl(hub, ['delete', 'namespace', 'facts-argocd', '--wait=false']);
  expect(documentsOf(stdout).map(({ facts }) => facts?.clusters)).toEqual([
    [{ name: 'eu', server: 'https://eu:6443' }],
    [],
  ]);
  expect(stdout).not.toMatch(/very-secret|dmVyeS1zZWNyZXQ|Token/);
});

test('JSON is one document, for several clusters a list of them', async () => {
  // Other tests create workloads in the same cluster, so its facts may change between two commands.
  await vi.waitFor(
    async () => {
      const one: unknown = JSON.parse((await fleet(kubeconfig, 'facts -C eu-1 -o json')).stdout);
      expect(one).toMatchObject({ kind: 'ClusterFacts', metadata: { name: 'eu-1' }, facts: { version: 'v1.37.2' } });
      const several: unknown = JSON.parse((await fleet(kubeconfig, 'facts -C eu-1,us-1 -o json')).stdout);
      expect(several).toMatchObject({
        apiVersion: 'kubectl-fleet.io/v1alpha1',
        kind: 'ClusterFactsList',
        items: [one, { kind: 'ClusterFacts', metadata: { name: 'us-1' } }],
      });
    },
    { timeout: 60_000 },
  );
});

test('a cluster that did not answer is a document with the reason', async () => {
  const broken = await brokenContexts({ server: eu1.server, authority: '' });
  const { stdout, stderr, exitCode } = await fleet(`${kubeconfig}:${broken}`, 'facts -C refused,us-1');
  const [us, refused] = documentsOf(stdout);
  expect(us?.facts?.version).toBe('v1.36.3');
  expect(refused).toMatchObject({ kind: 'ClusterFacts', metadata: { name: 'refused' } });
  expect(refused?.error).toMatch(/^connection refused, nothing listens there \(https:/);
  expect(refused?.facts).toBeUndefined();
  expect(stderr).toMatch(/^refused: connection refused, nothing listens there \(https:.*\)\n {2}next step: .*\n$/);
  expect(exitCode).toBe(3);
});

test('what RBAC does not let one read is unknown, with the reason', async () => {
  const { cluster } = await accessTo(us1.kubeconfig);
  const administrator = async (...words: string[]) => (await kubectl(us1, words)).stdout.trim();
  const reader = ['--serviceaccount=default:facts-reader'];
  const resources = '--resource=namespaces,nodes,deployments.apps';
  await administrator('create', 'serviceaccount', 'facts-reader');
  await administrator('create', 'clusterrole', 'facts-reader', '--verb=get,list', resources);
  await administrator('create', 'clusterrolebinding', 'facts-reader', '--clusterrole=facts-reader', ...reader);
  const token = await administrator('create', 'token', 'facts-reader');
  const file = await writeKubeconfig({ limited: { cluster, user: { token } } });
  const { stdout, stderr, exitCode } = await fleet(file, 'facts');
  const [document] = documentsOf(stdout);
  expect(Object.keys(document?.facts ?? {}).sort()).toEqual([
    'clusters',
    'fleet',
    'name',
    'nodes',
    'owner',
    'roles',
    'version',
  ]);
  expect(Object.keys(document?.unread ?? {}).sort()).toEqual(['claims', 'disruptionBudgets', 'workloads']);
  expect(stderr).toMatch(/^limited: no access to .*workloads.* \(.* is forbidden: User .*\)\n$/);
  expect(exitCode).toBe(3);
});
