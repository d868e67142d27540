import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../testbed/errors/until.ts';
import type { Host } from '../../testbed/webhook/run-webhook.ts';

/** One process of the webhook. */
export interface Replica {
  readonly pid: number;
  readonly log: () => Promise<string>;
  readonly readiness: () => Promise<{ status: number; body: string }>;
  /** From then on calls reach the replica. */
  readonly untilReady: () => Promise<void>;
  /** Its own port, not that of the proxy. */
  readonly port: () => Promise<number>;
  readonly kill: () => Promise<void>;
}

/** Forwards calls to the ports of the ready replicas. */
export interface Entrance {
  readonly open: (name: string, port: number) => void;
  readonly close: (name: string) => void;
}

const program = join(import.meta.dirname, '../../../dist/webhook.js');

/**
 * Starts a process with the webhook.json in the folder of its host, and waits until it answers
 * probes. @throws TestbedError PROCESS_DIED, NOT_READY
 */
export async function startReplica(host: Host, name: string, entrance: Entrance): Promise<Replica> {
  const arguments_ = [program, '--config', join(host.folder, 'webhook.json')];
  const { pid, log, end } = await host.run({ name, command: process.execPath, arguments: arguments_ });
  const listening = (scheme: string): Promise<number> =>
    until(`${name} listens`, async () => {
      await host.checkAlive();
      const words = await readFile(log, 'utf8');
      const port = Number(new RegExp(`Server listening at ${scheme}://127.0.0.1:(\\d+)`).exec(words)?.[1] ?? 0);
      return port || undefined;
    });
  const probes = await listening('http');
  const readiness: Replica['readiness'] = async () => {
    const answer = await fetch(`http://127.0.0.1:${probes}/readyz`);
    return { status: answer.status, body: await answer.text() };
  };
  const port = (): Promise<number> => listening('https');
  return {
    pid,
    log: () => readFile(log, 'utf8'),
    readiness,
    port,
    untilReady: async () => {
      await until(`${name} is ready`, async () => (await readiness()).status === 200 || undefined);
      entrance.open(name, await port());
    },
    kill: async () => {
      entrance.close(name);
      await end();
    },
  };
}
