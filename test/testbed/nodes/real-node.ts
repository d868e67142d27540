import { randomBytes } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runProgram, type ProgramAnswer } from '../../../kubernetes/program/program.ts';
import { findBinaries } from '../../../tools/binaries/find.ts';
import { nodeTools } from '../../../tools/binaries/tools.ts';
import { issueCertificate } from '../certificates/certificates.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { kubeconfigOf } from '../cluster/kubeconfig.ts';
import { until } from '../errors/until.ts';
import { TestbedError } from '../errors/testbed-error.ts';
import { writeImage } from '../image/image.ts';
import { pauseImage } from '../image/pause.ts';
import { forwarding } from '../network/lead.ts';
import { networkAddress, serviceAddress, type Network } from '../network/network.ts';
import type { ProcessDescription } from '../supervisor/messages.ts';
import { supervise, type RunningProcess } from '../supervisor/supervise.ts';
import { containerdConfig, podNetwork } from './container-runtime.ts';
import { kubeletConfig } from './kubelet.ts';
import { startMachine } from './machine.ts';
import { untilNodeReady } from './ready.ts';

export interface RealNodeOptions {
  readonly name: string;
  /**
   * Its place in the network, from 1: the machine is 10.10.0.(1 + number), its pods are in
   * 10.244.number.0/24.
   */
  readonly number: number;
  /** Files with the images that pods can be made of: there is no registry. */
  readonly images: readonly string[];
}

/** A node with a kubelet and a container runtime. */
export interface RealNode {
  readonly name: string;
  /** Goes with the node. */
  readonly folder: string;
  /** Runs a program as a process of the node; a failure is an answer, too. */
  readonly execute: (command: string, words: readonly string[]) => Promise<ProgramAnswer>;
  /** Kills the process of a container, by the name that the container runtime has for it. */
  readonly kill: (container: string) => Promise<void>;
  /** @throws TestbedError PROCESS_DIED */
  readonly checkAlive: () => Promise<void>;
  /** Ends it with its pods, as if it had lost its power. */
  readonly stop: () => Promise<void>;
}

/**
 * Gives a cluster a machine of its own that runs pods for real, and waits until it is ready. It
 * needs root and runc, and goes with this process.
 * @throws TestbedError PROCESS_DIED, NOT_READY, REQUEST_FAILED
 */
export async function startRealNode(cluster: Cluster, network: Network, options: RealNodeOptions): Promise<RealNode> {
  const { name, number, images } = options;
  const folder = join(tmpdir(), `kubectl-fleet-${name}-${randomBytes(4).toString('hex')}`);
  const supervisor = await supervise(folder, { detached: false });
  const stop = (): Promise<void> => supervisor.stop(process.env['FLEET_KEEP_LOGS'] === '1');
  try {
    const address = `10.10.0.${number + 1}`;
    const range = `10.244.${number}.0/24`;
    const machine = await startMachine(supervisor, folder, { hostname: name, address, range, network });
    const run = (process: ProcessDescription): Promise<RunningProcess> => supervisor.run(machine.inside(process));
    const execute: RealNode['execute'] = async (command, words) => {
      const process = machine.inside({ name: command, command, arguments: words });
      return runProgram(process.command, process.arguments);
    };
    await succeed(execute('ip', ['address', 'add', `${serviceAddress}/32`, 'dev', 'lo']));
    await run(forwarding('forward-api', `${serviceAddress}:443`, `${networkAddress}:${new URL(cluster.server).port}`));
    const programs = await putPrograms(folder);
    const ctr = (...words: string[]): Promise<ProgramAnswer> =>
      execute(join(programs, 'ctr'), ['--namespace=k8s.io', ...words]);
    await run(await containerd(folder, programs, range));
    await until('containerd answers', async () => {
      await supervisor.checkAlive();
      return (await ctr('version')).exitCode === 0 || undefined;
    });
    const pause = join(folder, 'pause.tar');
    await writeImage(await pauseImage(), pause);
    for (const image of [pause, ...images]) {
      await succeed(ctr('images', 'import', image));
    }
    await run(await kubelet(cluster, folder, programs, { name, address }));
    await untilNodeReady(cluster, name);
    const kill = (container: string): Promise<void> => succeed(ctr('tasks', 'kill', '--signal=SIGKILL', container));
    return { name, folder, execute, kill, checkAlive: supervisor.checkAlive, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Puts the programs of a node into its folder under their plain names, by which they look for each
 * other.
 */
async function putPrograms(folder: string): Promise<string> {
  const programs = join(folder, 'bin');
  await mkdir(programs);
  const tools = Object.values(nodeTools);
  const files = await findBinaries(tools);
  await Promise.all(tools.map(({ name }, index) => symlink(files[index] ?? '', join(programs, name))));
  return programs;
}

async function containerd(folder: string, programs: string, range: string): Promise<ProcessDescription> {
  const networks = join(folder, 'networks');
  await mkdir(networks);
  await writeFile(join(networks, 'pods.conflist'), JSON.stringify(podNetwork(range, join(folder, 'addresses'))));
  const config = join(folder, 'containerd.toml');
  const places = { root: join(folder, 'containerd'), plugins: programs, networks };
  await writeFile(config, containerdConfig({ ...places, sandboxImage: (await pauseImage()).name }));
  return {
    name: 'containerd',
    command: join(programs, 'containerd'),
    arguments: [`--config=${config}`],
    environment: { PATH: [programs, process.env['PATH'] ?? ''].join(delimiter) },
  };
}

async function kubelet(
  { name: clusterName, authority, server, folder: clusterFolder }: Cluster,
  folder: string,
  programs: string,
  node: { name: string; address: string },
): Promise<ProcessDescription> {
  const user = await issueCertificate(authority, {
    commonName: `system:node:${node.name}`,
    organizations: ['system:nodes'],
  });
  const access = { name: clusterName, server: server.replace('127.0.0.1', networkAddress), authority, user };
  const kubeconfig = join(folder, 'kubelet.kubeconfig');
  await writeFile(kubeconfig, kubeconfigOf([access]), { mode: 0o600 });
  const config = join(folder, 'kubelet.json');
  await writeFile(config, JSON.stringify(kubeletConfig(folder, join(clusterFolder, 'pki/ca.crt'))));
  return {
    name: 'kubelet',
    command: join(programs, 'kubelet'),
    arguments: [
      `--config=${config}`,
      `--kubeconfig=${kubeconfig}`,
      `--root-dir=${join(folder, 'kubelet')}`,
      `--cert-dir=${join(folder, 'kubelet-pki')}`,
      `--hostname-override=${node.name}`,
      `--node-ip=${node.address}`,
    ],
  };
}

async function succeed(running: Promise<ProgramAnswer>): Promise<void> {
  const { exitCode, stdout, stderr } = await running;
  if (exitCode !== 0) throw new TestbedError('REQUEST_FAILED', `${stdout}${stderr}`);
}
