import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { cellWidth } from '../../plugins/fleet/output/cell-width.ts';
import { runProgram } from '../../kubernetes/program/program.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { accessTo, writeKubeconfig } from './kubeconfigs.ts';
import { fleet, node, program } from './plugin.ts';

const { hub, eu1, us1 } = inject('fleet');
const namespace = 'e2e-terminal';
const names = {
  hub: 'arn:aws:eks:eu-central-1:123456789012:cluster/hub',
  eu1: 'gke_acme-prod_europe-west1_payments',
  us1: 'admin@us-1.k8s.acme.example:6443/default',
  dead: 'arn:aws:eks:eu-central-1:123456789012:cluster/edge-7',
};

beforeAll(async () => {
  for (const cluster of [hub, eu1, us1]) {
    await kubectl(cluster, ['create', 'namespace', namespace]);
    const image = `registry.example:5000/shop/payment-gateway:${cluster === us1 ? '1.2.4' : '1.2.3'}`;
    await kubectl(cluster, ['create', 'deployment', 'payment-gateway', '-n', namespace, `--image=${image}`]);
  }
});
afterAll(async () => {
  const words = ['delete', 'namespace', namespace, '--wait=false'];
  await Promise.all([hub, eu1, us1].map(cluster => kubectl(cluster, words)));
});

/** Writes a kubeconfig whose contexts have long names, one of which leads to nobody. */
async function longNames(): Promise<string> {
  const dead = { cluster: { server: 'https://127.0.0.1:1' }, user: {} };
  return writeKubeconfig({
    [names.hub]: await accessTo(hub.kubeconfig),
    [names.eu1]: await accessTo(eu1.kubeconfig),
    [names.us1]: await accessTo(us1.kubeconfig),
    [names.dead]: dead,
  });
}

/** Runs the plugin on a pseudo terminal, and returns the lines of its stdout. */
async function onTerminal(kubeconfig: string, line: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const command = `'${node}' '${program}' ${line} 2>/dev/null`;
  const { stdout } = await runProgram('script', ['-qec', command, '/dev/null'], {
    env: { ...process.env, NO_COLOR: undefined, TERM: 'xterm', KUBECONFIG: kubeconfig, ...env },
  });
  return stdout.trimEnd().split(/\r?\n/);
}

test.each([100, 80, 60, 40])('no line is wider than a terminal of %i columns', async width => {
  const kubeconfig = await longNames();
  for (const line of [
    'clusters',
    'get deployments,services -A',
    'get nodes',
    'versions',
    `get deploy -n ${namespace}`,
  ]) {
    const lines = await onTerminal(kubeconfig, line, { COLUMNS: String(width), NO_COLOR: '1' });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter(text => cellWidth(text) > width)).toEqual([]);
  }
});

test('names are short on a terminal and whole in a pipe, and -C takes both', async () => {
  const kubeconfig = await longNames();
  const line = `get deployments -n ${namespace} --no-headers`;
  const first = (lines: readonly string[]) => lines.map(text => text.split(' ')[0]);
  expect(first(await onTerminal(kubeconfig, line, { COLUMNS: '80' }))).toEqual(['hub', 'payments', 'us-1']);
  const whole = await fleet(kubeconfig, line);
  expect(first(whole.stdout.trimEnd().split('\n'))).toEqual([names.hub, names.eu1, names.us1]);
  const some = await fleet(kubeconfig, `${line} -C us-1,${names.hub}`);
  expect(first(some.stdout.trimEnd().split('\n'))).toEqual([names.hub, names.us1]);
});

test('columns that are left out are told of on stderr', async () => {
  const kubeconfig = await longNames();
  const command = `'${node}' '${program}' get deployments -n ${namespace} 2>&1 >/dev/tty`;
  const { stdout } = await runProgram('script', ['-qec', `${command} | cat`, '/dev/null'], {
    env: { ...process.env, KUBECONFIG: kubeconfig, COLUMNS: '50' },
  });
  expect(stdout).toMatch(/1 column left out at 50 columns: AVAILABLE; -o wide shows all/);
});

test('what failed is red on a terminal, unless NO_COLOR is there or TERM is dumb', async () => {
  const kubeconfig = await longNames();
  const red = (lines: readonly string[]) => lines.join('\n').includes('\u001B[31mconnection');
  expect(red(await onTerminal(kubeconfig, 'clusters', {}))).toBe(true);
  expect(red(await onTerminal(kubeconfig, 'clusters', { NO_COLOR: '' }))).toBe(false);
  expect(red(await onTerminal(kubeconfig, 'clusters', { TERM: 'dumb' }))).toBe(false);
  expect(red(await onTerminal(kubeconfig, 'clusters --color always', { TERM: 'dumb' }))).toBe(true);
  expect((await fleet(kubeconfig, 'clusters')).stdout).not.toContain('\u001B');
});
