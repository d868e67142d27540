import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { send } from '../testbed/cluster/send.ts';

export interface Target {
  /** Address that takes reviews. */
  readonly url: string;
  /** PEM */
  readonly authority: string;
  readonly pid: number;
}

export interface Load {
  readonly requests: number;
  /** CPU time that the server's process took, in seconds. */
  readonly cpuSeconds: number;
}

/**
 * Posts one body over and over through a number of keep-alive connections, for some seconds, and
 * measures what that costs the server: its CPU time says the same on a busy machine, and does not
 * count what this client takes.
 * @throws Error at the first answer other than 200
 */
export async function load(target: Target, body: string, { connections = 8, seconds = 4 } = {}): Promise<Load> {
  const end = performance.now() + seconds * 1000;
  const before = cpuSecondsOf(target.pid);
  let requests = 0;
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: target.authority });
    while (performance.now() < end) {
      const { status, body: answer } = await send(target.url, { body, agent });
      if (status !== 200) throw new Error(`${status}: ${answer}`);
      requests++;
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: connections }, client));
  return { requests, cpuSeconds: cpuSecondsOf(target.pid) - before };
}

/**
 * User and system time of a process, in seconds. Linux counts it in hundredths, whatever its own
 * clock.
 */
export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The most memory that a process has had resident, in MiB. */
export function peakMemoryOf(pid: number): number {
  return memoryOf(pid, 'VmHWM');
}

/** Returns the resident memory of a process, in MiB. */
export function residentMemoryOf(pid: number): number {
  return memoryOf(pid, 'VmRSS');
}

function memoryOf(pid: number, line: string): number {
  const [, kibibytes] = new RegExp(`${line}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}
