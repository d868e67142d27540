import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { brokenContexts } from './broken-contexts.ts';
import { cells, fleet } from './plugin.ts';

const { kubeconfig, hub, eu1, us1 } = inject('fleet');
const namespace = 'e2e-versions';
const digest = `sha256:${'8c1e5a5d4b9f'.padEnd(64, '0')}`;

beforeAll(async () => {
  const deploy = async (cluster: typeof hub, app: string, image: string) => {
    await kubectl(cluster, ['create', 'deployment', app, '-n', namespace, `--image=${image}`]);
  };
  for (const cluster of [hub, eu1, us1]) {
    await kubectl(cluster, ['create', 'namespace', namespace]);
    await deploy(cluster, 'agent', `registry:5000/agent:${cluster.name === 'us-1' ? '1.8.0' : '1.9.2'}`);
    await deploy(cluster, 'web', `web@${digest}`);
  }
  await deploy(eu1, 'cart', 'cart:3.1.0');
  await deploy(us1, 'cart', 'registry:5000/cart');
});
afterAll(async () => {
  await Promise.all(
    [hub, eu1, us1].map(cluster => kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false'])),
  );
});

test('apps go down and clusters across, and what most clusters do not run is marked', async () => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, `versions -n ${namespace}`);
  expect(cells(stdout)).toEqual([
    ['APP', 'HUB', 'EU-1', 'US-1'],
    ['agent', '1.9.2', '1.9.2', '1.8.0 *'],
    ['cart', '-', '3.1.0 *', 'latest *'],
    ['web', 'sha256:8c1e5a5d4b9f', 'sha256:8c1e5a5d4b9f', 'sha256:8c1e5a5d4b9f'],
  ]);
  expect({ stderr, exitCode }).toEqual({ stderr: '3 apps; not the same: agent (minor), cart\n', exitCode: 0 });
});

test('apps are chosen by name or glob; one that runs nowhere is an error', async () => {
  const { stdout } = await fleet(kubeconfig, `versions -n ${namespace} web c*t --no-headers -C eu-1`);
  expect(cells(stdout)).toEqual([
    ['cart', '3.1.0'],
    ['web', 'sha256:8c1e5a5d4b9f'],
  ]);
  expect(await fleet(kubeconfig, 'versions no-such-app')).toEqual({
    stdout: '',
    stderr: 'no app matches no-such-app\n',
    exitCode: 1,
  });
});

test('a cluster that did not answer may run anything', async () => {
  const broken = await brokenContexts({ server: eu1.server, authority: '' });
  const { stdout, stderr, exitCode } = await fleet(
    `${kubeconfig}:${broken}`,
    `versions agent -n ${namespace} -C hub,eu-1,refused`,
  );
  expect(cells(stdout)).toEqual([
    ['APP', 'HUB', 'EU-1', 'REFUSED'],
    ['agent', '1.9.2', '1.9.2', '?'],
  ]);
  expect(stderr).toMatch(
    /^refused: connection refused.*\n {2}next step: .*\n1 app, the same in every cluster that answered and runs it\n$/,
  );
  expect(exitCode).toBe(3);
});

test('what differs can be shown alone, and wide is the whole table', async () => {
  const { stdout } = await fleet(kubeconfig, `versions -n ${namespace} --only-different --no-headers -o wide`);
  expect(cells(stdout)).toEqual([
    ['agent', '1.9.2', '1.9.2', '1.8.0 *'],
    ['cart', '-', '3.1.0 *', 'latest *'],
  ]);
});

test('what runs in one cluster is not called the same in every cluster', async () => {
  const { stderr } = await fleet(kubeconfig, `versions cart -n ${namespace} -C hub,eu-1`);
  expect(stderr).toBe('1 app, in one cluster only\n');
});

test('as JSON it says which workload runs which image', async () => {
  const { stdout } = await fleet(kubeconfig, `versions agent -n ${namespace} -o json`);
  const running = (version: string) => [
    { version, image: `registry:5000/agent:${version}`, namespace, workload: 'deployment.apps/agent' },
  ];
  expect(JSON.parse(stdout)).toMatchObject({
    apiVersion: 'kubectl-fleet.io/v1alpha1',
    kind: 'VersionMatrix',
    clusters: [
      { name: 'hub', status: 'answered' },
      { name: 'eu-1', status: 'answered' },
      { name: 'us-1', status: 'answered' },
    ],
    apps: [
      {
        app: 'agent',
        versions: { hub: running('1.9.2'), 'eu-1': running('1.9.2'), 'us-1': running('1.8.0') },
        differs: ['us-1'],
      },
    ],
  });
});

test('labels and images select, and CSV and Markdown are for others to read', async () => {
  const line = `versions -n ${namespace} -C hub,us-1`;
  expect(cells((await fleet(kubeconfig, `${line} -l app=agent --no-headers`)).stdout)).toEqual([
    ['agent', '1.9.2 *', '1.8.0 *'],
  ]);
  expect(cells((await fleet(kubeconfig, `${line} --image registry:5000/c* --no-headers`)).stdout)).toEqual([
    ['cart', '-', 'latest'],
  ]);
  expect(await fleet(kubeconfig, `${line} --image *log4j*`)).toMatchObject({
    stderr: 'no app matches --image *log4j*\n',
    exitCode: 1,
  });
  expect((await fleet(kubeconfig, `${line} web -o csv`)).stdout).toBe(
    [
      'APP,CLUSTER,VERSION,DIFFERS,SKEW,IMAGE,DIGEST,NAMESPACE,WORKLOAD,HELM RELEASE,CHART,ERROR',
      ...['hub', 'us-1'].map(
        cluster =>
          `web,${cluster},sha256:8c1e5a5d4b9f,false,,web@${digest},${digest},${namespace},deployment.apps/web,,,`,
      ),
      '',
    ].join('\r\n'),
  );
  expect((await fleet(kubeconfig, `${line} agent -o markdown`)).stdout).toBe(
    '| APP | HUB | US-1 |\n| --- | --- | --- |\n| agent | 1.9.2 \\* | 1.8.0 \\* |\n',
  );
});
