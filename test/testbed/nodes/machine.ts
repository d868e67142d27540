import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { until } from '../errors/until.ts';
import type { Network } from '../network/network.ts';
import type { ProcessDescription } from '../supervisor/messages.ts';
import type { Supervisor } from '../supervisor/supervise.ts';

const script = join(import.meta.dirname, 'machine.sh');

/**
 * A machine inside this one: what runs on it has processes, mounts, a network and cgroups of its
 * own, and ends with it.
 */
export interface Machine {
  /** The same process, on the machine. */
  readonly inside: (process: ProcessDescription) => ProcessDescription;
}

export interface MachineOptions {
  readonly hostname: string;
  readonly address: string;
  /** Range of addresses that the network sends its way. */
  readonly range: string;
  readonly network: Network;
}

/** Starts a machine; needs root. @throws TestbedError PROCESS_DIED with what the kernel refused */
export async function startMachine(supervisor: Supervisor, folder: string, options: MachineOptions): Promise<Machine> {
  const { hostname, address, range, network } = options;
  // It names cgroups of this machine, where other test runs may have theirs.
  const name = basename(folder);
  const { pid, log } = await supervisor.run({
    name: 'machine',
    command: 'setpriv',
    arguments: ['--pdeathsig=KILL', 'sh', script, 'start', name, hostname, address, range, network.namespace],
    afterwards: ['sh', script, 'sweep', name],
  });
  await until(`${hostname} has started`, async () => {
    await supervisor.checkAlive();
    return (await readFile(log, 'utf8')).includes('ready\n') || undefined;
  });
  const namespaces = ['--mount', '--net', '--ipc', '--uts', `--pid=/proc/${pid}/ns/pid_for_children`];
  return {
    inside: ({ command, arguments: words, ...rest }) => ({
      ...rest,
      command: 'nsenter',
      // It stays outside, and would leave what it started behind when it is killed.
      arguments: [`--target=${pid}`, ...namespaces, 'setpriv', '--pdeathsig=KILL', command, ...words],
    }),
  };
}
