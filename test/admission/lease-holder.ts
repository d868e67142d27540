/**
 * Takes a Lease for a test. Prints when it holds the Lease and when it no longer does, until it is
 * ended.
 *
 * usage: lease-holder.ts KUBECONFIG NAMESPACE NAME IDENTITY
 */
import { once } from 'node:events';
import { KubeConfig } from '@kubernetes/client-node';
import { createClient } from '../../kubernetes/client/client.ts';
import { apiServerOf } from '../../webhooks/cluster/kubeconfig.ts';
import { holdLease } from '../../kubernetes/lease/lease.ts';

const [kubeconfig = '', namespace = '', name = '', identity = ''] = process.argv.slice(2);
const kubeConfig = new KubeConfig();
kubeConfig.loadFromFile(kubeconfig);
const say = (words: string): void => {
  process.stdout.write(`${words}\n`);
};
const stopped = new AbortController();
// A client that waits for a Lease does not keep a process alive.
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  stopped.abort();
});
await holdLease(
  createClient(apiServerOf(kubeConfig), { userAgent: 'kubectl-fleet-test' }),
  { namespace, name, identity, seconds: 3 },
  { signal: stopped.signal, onProblem: say },
  async held => {
    say('held');
    await once(held, 'abort');
    say('no longer held');
  },
);
clearInterval(alive);
