import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { cells, fleet } from './plugin.ts';

const { kubeconfig, eu1, us1 } = inject('fleet');
const namespace = 'e2e-events';
const both = `-C eu-1,us-1 -n ${namespace}`;

const about = { kind: 'Deployment', apiVersion: 'apps/v1', name: 'cart', namespace };
const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
const event = (name: string, fields: object) => ({
  ...{ apiVersion: 'v1', kind: 'Event', metadata: { name, namespace }, involvedObject: about, source: {} },
  ...fields,
});
const seconds = (time: Date) => time.toISOString().replace(/\.\d+Z/, 'Z');
const micros = (time: Date) => time.toISOString().replace('Z', '000Z');
const events = [
  event('once', {
    ...{ type: 'Normal', reason: 'Scaled', message: ' up \n', firstTimestamp: seconds(hours(20)) },
    ...{ lastTimestamp: seconds(hours(20)), count: 1 },
  }),
  event('often', {
    ...{ type: 'Warning', reason: 'Failed', message: 'down \u001b[31mred', firstTimestamp: seconds(hours(40)) },
    ...{ lastTimestamp: seconds(hours(10)), count: 7 },
  }),
  event('series', {
    ...{ type: 'Normal', reason: 'Pulled', message: 'image', eventTime: micros(hours(30)), reportingComponent: 'test' },
    ...{ reportingInstance: 'test', action: 'pull', series: { count: 3, lastObservedTime: micros(hours(15)) } },
  }),
  event('other', {
    ...{ type: 'Normal', reason: 'Other', message: 'm', lastTimestamp: seconds(hours(12)) },
    involvedObject: { ...about, kind: 'Service', apiVersion: 'v1' },
  }),
];

beforeAll(async () => {
  for (const cluster of [eu1, us1]) {
    await kubectl(cluster, ['create', 'namespace', namespace]);
    const list = { apiVersion: 'v1', kind: 'List', items: events };
    expect(await kubectl(cluster, ['create', '-f', '-'], { input: JSON.stringify(list) })).toMatchObject({
      exitCode: 0,
    });
  }
});
afterAll(async () => {
  await Promise.all([eu1, us1].map(cluster => kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false'])));
});

test.each([
  '',
  '--types=Warning',
  '--types=normal,Warning',
  '--for deploy/cart',
  '--for Deployment.apps/cart',
  '--for service/cart',
  '--chunk-size=1',
  '--no-headers',
])('events %s prints the rows of kubectl behind the cluster', async flags => {
  const words = flags.split(' ').filter(word => word !== '');
  const ours = await fleet(kubeconfig, `events ${flags} -C us-1 -n ${namespace}`);
  const kubectls = await kubectl(us1, ['events', '-n', namespace, ...words]);
  const expected = cells(kubectls.stdout).map(row => [row[0] === 'LAST SEEN' ? 'CLUSTER' : 'us-1', ...row]);
  expect(cells(ours.stdout)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(0);
});

test('-A has the namespace', async () => {
  const [ours, kubectls] = await Promise.all([fleet(kubeconfig, 'events -A -C us-1'), kubectl(us1, ['events', '-A'])]);
  const own = (table: string) => cells(table).filter(row => row.includes(namespace));
  expect(own(ours.stdout)).toEqual(own(kubectls.stdout).map(row => ['us-1', ...row]));
});

test('events of all clusters are in the order of time', async () => {
  const { stdout } = await fleet(kubeconfig, `events ${both}`);
  expect(cells(stdout).map(([cluster, , , reason]) => [cluster, reason])).toEqual([
    ['CLUSTER', 'REASON'],
    ['eu-1', 'Scaled'],
    ['us-1', 'Scaled'],
    ['eu-1', 'Pulled'],
    ['us-1', 'Pulled'],
    ['eu-1', 'Other'],
    ['us-1', 'Other'],
    ['eu-1', 'Failed'],
    ['us-1', 'Failed'],
  ]);
});

test('json has whole events with their cluster', async () => {
  const { stdout } = await fleet(kubeconfig, `events ${both} --types=Warning -o json`);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'FleetEventList',
    clusters: [{ name: 'eu-1' }, { name: 'us-1' }],
    items: [
      { cluster: 'eu-1', object: { apiVersion: 'v1', kind: 'Event', reason: 'Failed', count: 7 } },
      { cluster: 'us-1' },
    ],
  });
});

test.each([
  ['--types=Bad', 'valid --types are Normal or Warning'],
  ['--for cart', '--for must be in resource/name form'],
])('events %s is refused as by kubectl', async (flags, message) => {
  const [ours, kubectls] = await Promise.all([
    fleet(kubeconfig, `events ${flags}`),
    kubectl(us1, ['events', ...flags.split(' ')]),
  ]);
  expect(ours.stderr).toContain(message);
  expect(kubectls.stderr).toContain(message);
  expect(ours.exitCode).toBe(2);
});

test('without events it says so', async () => {
  const { stdout, stderr, exitCode } = await fleet(kubeconfig, 'events -n nowhere');
  expect({ stdout, stderr, exitCode }).toEqual({
    stdout: '',
    stderr: 'No events found in nowhere namespace.\n',
    exitCode: 0,
  });
});
