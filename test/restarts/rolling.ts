/**
 * Restarts the webhook of a cluster again and again, as a Deployment does, while clients create
 * objects, and prints what came of it as JSON. It needs a network where addresses 10.10.0.0/16 are
 * its own.
 *
 * usage: rolling.ts RESTARTS DRAIN_SECONDS
 */
import { setTimeout } from 'node:timers/promises';
import { startCluster } from '../testbed/cluster/start.ts';
import { callUntil, register } from './clients.ts';
import { createEndpoints } from './endpoints.ts';
import { startReplica, type Replica } from './replica.ts';

const [restarts = 0, drainSeconds = 0] = process.argv.slice(2).map(Number);
const replicas = 4;
const clients = 25;
/** How many are restarted at a time. */
const atOnce = 2;
/**
 * The delay of the EndpointSlice controller after a change of a pod, in milliseconds.
 */
const lag = (): Promise<void> => setTimeout(100 + 400 * Math.random());

// Services are reached at their endpoints, because there is no kube-proxy.
const cluster = await startCluster({ name: 'restarts', apiserverArguments: ['--enable-aggregator-routing=true'] });
const endpoints = await createEndpoints(cluster);
const running: Replica[] = [];
const endings: Promise<void>[] = [];
let started = 0;
let idle = 0;

async function add(): Promise<void> {
  const replica = await startReplica(cluster, ++started, drainSeconds);
  await lag();
  await endpoints.ready(replica.address);
  running.push(replica);
}

/**
 * Deletes a pod as Kubernetes does: the signal comes at once, and everybody learns of it
 * later.
 */
async function end(replica: Replica): Promise<void> {
  const { body } = await replica.ask('/metrics');
  if (!/^kubectl_fleet_admission_requests_total\S* [1-9]/m.test(body)) idle++;
  process.kill(replica.pid, 'SIGTERM');
  await lag();
  await endpoints.terminating(replica.address);
  await replica.ended();
  await endpoints.gone(replica.address);
}

await Promise.all(Array.from({ length: replicas }, add));
await register(cluster);
let done = false;
const calling = callUntil(cluster, clients, () => done);
const began = performance.now();
async function roll(): Promise<void> {
  while (started < replicas + restarts) {
    await add();
    const oldest = running.shift();
    if (oldest !== undefined) endings.push(end(oldest));
  }
}
await Promise.all(Array.from({ length: atOnce }, roll));
await Promise.all(endings);
done = true;
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${JSON.stringify({ restarts, idle, seconds, ...(await calling) })}\n`);
await cluster.stop();
