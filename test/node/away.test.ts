import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramAnswer } from '../../kubernetes/program/program.ts';
import { applyObjects } from '../testbed/cluster/apply.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/errors/until.ts';
import { describeUnless } from '../testbed/describe-unless.ts';
import { obstacleToNodes } from '../testbed/nodes/obstacle.ts';
import { release } from '../testbed/webhook/chart.ts';
import { helmWith, makeNamespace, put } from './installation.ts';
import { deployment, federatedStatefulSet, namespace } from './objects.ts';
import { pods } from './pods.ts';
import { startSite, type Site } from './site.ts';
import { autoscalerOf, volumeOf, workloads } from './workloads.ts';

const failsClosed = 'failed calling webhook "validate.kubectl-fleet.io"';
describeUnless(await obstacleToNodes(), 'while the webhook is away for good', () => {
  let site: Site;
  const run = (...words: string[]): Promise<ProgramAnswer> => kubectl(site.cluster, words);
  const inShop = (...words: string[]): Promise<ProgramAnswer> => run('--namespace', namespace, ...words);
  /** Lets kubectl do what has to succeed. */
  const succeed = async (...words: string[]): Promise<string> => {
    const answer = await inShop(...words);
    expect(answer).toMatchObject({ exitCode: 0 });
    return answer.stdout;
  };
  /** Waits until a JSONPath of what kubectl gets is as wanted. */
  const untilIs = async (wanted: string, path: string, ...what: string[]): Promise<void> => {
    await until(`${what.join(' ')}: ${path} is ${wanted}`, async () => {
      const { stdout } = await inShop('get', ...what, '-o', `jsonpath=${path}`);
      return stdout === wanted || undefined;
    });
  };
  const names = async (...what: string[]): Promise<string[]> => {
    const list = await succeed('get', ...what, '-o', 'name');
    return list.split('\n').filter(name => name !== '');
  };

  beforeAll(async () => {
    site = await startSite(['--enable-hostpath-provisioner=true']);
    const { cluster } = site;
    await applyObjects(cluster, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]);
    await makeNamespace(cluster);
    expect(await helmWith(cluster, 'install')).toMatchObject({ stderr: '', exitCode: 0 });
    await applyObjects(cluster, workloads);
    for (const name of ['web', 'rolling', 'scaled']) await succeed('rollout', 'status', `deployment/${name}`);
    expect((await put(cluster, federatedStatefulSet('mirrored'))).stderr).toContain('no-federated-stateful');
    // A rollout begins that cannot go on before the webhook is away.
    await succeed('cordon', 'node-1', 'node-2');
    await succeed('set', 'env', 'deployment/rolling', 'ROUND=2');
    await run('scale', `deployment/${release.name}`, '--replicas=0', '--namespace', release.namespace);
    await until('no replica is left', async () => (await pods(cluster)).length === 0 || undefined);
    await succeed('uncordon', 'node-1', 'node-2');
  });
  afterAll(() => site.stop());

  test('a person is refused what is forbidden, and what is not', async () => {
    expect((await put(site.cluster, federatedStatefulSet('mirrored'))).stderr).toContain(failsClosed);
    expect((await put(site.cluster, deployment('new'))).stderr).toContain(failsClosed);
    expect((await inShop('rollout', 'restart', 'deployment/web')).stderr).toContain(failsClosed);
  });

  test('a rollout that has begun goes on', async () => {
    await succeed('rollout', 'status', 'deployment/rolling', '--timeout=120s');
  });

  test('a deleted pod is replaced', async () => {
    const [victim = ''] = await names('pods', '--selector=app=web');
    await succeed('delete', victim);
    await untilIs('2', '{.status.readyReplicas}', 'deployment/web');
    expect(await names('pods', '--selector=app=web')).not.toContain(victim);
  });

  test('a deleted ReplicaSet is replaced with its pods', async () => {
    const [victim = ''] = await names('replicasets', '--selector=app=web');
    const uid = await succeed('get', victim, '-o', 'jsonpath={.metadata.uid}');
    await succeed('delete', victim);
    await until('there is another one', async () => {
      const { stdout } = await inShop('get', victim, '-o', 'jsonpath={.metadata.uid} {.status.readyReplicas}');
      return (!stdout.startsWith(uid) && stdout.endsWith(' 2')) || undefined;
    });
  });

  test('a CronJob makes Jobs, which finish', async () => {
    const earlier = await names('jobs');
    await until('a new Job is complete', async () => {
      const jobs = (await names('jobs')).filter(name => !earlier.includes(name));
      const [job] = jobs;
      if (job === undefined) return undefined;
      return (await inShop('get', job, '-o', 'jsonpath={.status.succeeded}')).stdout === '2' || undefined;
    });
  });

  test('an autoscaler scales', async () => {
    await applyObjects(site.cluster, [autoscalerOf({ namespace, name: 'scaled', replicas: 3 })]);
    await untilIs('3', '{.status.readyReplicas}', 'deployment/scaled');
  });

  test('a StatefulSet and a pod get their volumes from Kubernetes, which provisions them', async () => {
    await succeed('scale', 'statefulset/db', '--replicas=2');
    await succeed('scale', 'deployment/scratch', '--replicas=1');
    await untilIs('2', '{.status.readyReplicas}', 'statefulset/db');
    await untilIs('1', '{.status.readyReplicas}', 'deployment/scratch');
    await untilIs('Bound Bound', '{.items[*].status.phase}', 'persistentvolumeclaims', 'data-db-0', 'data-db-1');
    // Volumes and their folders go with their claims.
    await succeed('scale', 'statefulset/db', 'deployment/scratch', '--replicas=0');
    await succeed('delete', 'persistentvolumeclaims', 'data-db-0', 'data-db-1');
    await untilIs('', '{.items[*].metadata.name}', 'persistentvolumes');
  });

  test('another provisioner makes a volume, and a claim gets it', async () => {
    const as = ['--as=system:serviceaccount:csi:provisioner', '--as-group=system:masters'];
    const input = JSON.stringify(volumeOf('provisioned', 'others'));
    expect(await kubectl(site.cluster, ['create', '-f', '-', ...as], { input })).toMatchObject({ exitCode: 0 });
    await untilIs('Bound', '{.status.phase}', 'persistentvolume/provisioned');
  });

  test('pods of a DaemonSet come up on a node', async () => {
    await succeed('label', 'node/node-2', 'place=edge');
    await untilIs('1', '{.status.numberReady}', 'daemonset/agent');
  });

  test('a namespace ends with all that is in it', async () => {
    await succeed('delete', 'namespace/leaving', '--timeout=120s');
  });

  test('a node is drained', async () => {
    await succeed('drain', 'node-1', '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=120s');
    await untilIs('2', '{.status.readyReplicas}', 'deployment/web');
    const where = await succeed('get', 'pods', '--selector=app=web', '-o', 'jsonpath={.items[*].spec.nodeName}');
    expect(where).toBe('node-2 node-2');
  });
});
