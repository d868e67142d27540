import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../errors/until.ts';
import type { ProcessDescription } from '../supervisor/messages.ts';
import { supervise } from '../supervisor/supervise.ts';

/**
 * Address of what runs inside a network, as its machines see it; a Kubernetes object may not name a
 * loopback address.
 */
export const networkAddress = '10.10.0.1';
/** Address at which a pod looks for the API: the first one of the range of services. */
export const serviceAddress = '10.96.0.1';

/**
 * A network of its own on this machine, which no process outside of it can reach. It ends with this
 * process.
 */
export interface Network {
  /** File that stands for it. */
  readonly namespace: string;
  /** The same process, inside. */
  readonly inside: (process: ProcessDescription) => ProcessDescription;
  /** Goes with the network. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Makes a network; needs root. @throws TestbedError PROCESS_DIED with what the kernel refused */
export async function startNetwork(): Promise<Network> {
  const folder = join(tmpdir(), `kubectl-fleet-network-${randomBytes(4).toString('hex')}`);
  const supervisor = await supervise(folder, { detached: false });
  const stop = (): Promise<void> => supervisor.stop(process.env['FLEET_KEEP_LOGS'] === '1');
  try {
    const { pid, log } = await supervisor.run({
      name: 'network',
      command: 'setpriv',
      arguments: [
        ...['--pdeathsig=KILL', 'unshare', '--net'],
        ...['sh', join(import.meta.dirname, 'network.sh'), `${networkAddress}/24`],
      ],
    });
    await until('the network is there', async () => {
      await supervisor.checkAlive();
      return (await readFile(log, 'utf8')).includes('ready\n') || undefined;
    });
    const namespace = `/proc/${pid}/ns/net`;
    const inside = ({ command, arguments: words, ...rest }: ProcessDescription): ProcessDescription => ({
      ...rest,
      command: 'nsenter',
      arguments: [`--net=${namespace}`, command, ...words],
    });
    return { namespace, inside, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
