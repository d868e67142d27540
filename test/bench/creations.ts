import { Agent } from 'node:https';
import { administrator } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { until } from '../testbed/errors/until.ts';
import { send } from '../testbed/cluster/send.ts';
import { apply, namespace, namespaceOf, only } from './peers/objects.ts';
import type { Peer } from './peers/peer.ts';
import { expression, message, statefulSets } from './peers/rule.ts';
import type { Peers } from './peers/start.ts';
import { manifestOf, type Origin } from './reviews/review.ts';

const turns = 1000;

/** The judge of the objects created in a namespace, and the milliseconds of each creation. */
interface Way {
  readonly name: string;
  readonly judges: boolean;
  readonly times: number[];
}

/**
 * Lines of a table: how long it takes to create the StatefulSet through the API server (a dry run),
 * and how many times as long as with the empty webhook. The ways take turns, one creation each, so
 * that whatever else the machine does, it does to all of them.
 */
export async function creations(cluster: Cluster, peers: Peers): Promise<string[][]> {
  const wayOf = (name: string, judges = true): Way => ({ name, judges, times: [] });
  const webhooks = [peers.empty, peers.fleet, peers.kyverno, peers.gatekeeper].map(peer => ({
    peer,
    way: wayOf(peer.name, peer !== peers.empty),
  }));
  const policy = wayOf('ValidatingAdmissionPolicy');
  const ways = [wayOf('no webhook', false), policy, ...webhooks.map(({ way }) => way)];
  await apply(cluster, [
    ...ways.map(({ name }) => namespace(namespaceOf(name))),
    ...admissionPolicy(policy.name),
    // Kyverno has registered itself.
    ...[peers.empty, peers.fleet, peers.gatekeeper].map(configuration),
  ]);
  const create = creator(cluster);
  for (const way of ways) await untilItCounts(way, create);
  for (let turn = -turns / 10; turn < turns; turn++) {
    for (const way of ways) {
      const start = performance.now();
      const status = await create(way, 'argocd');
      if (status !== 201) throw new Error(`${way.name}: ${status}`);
      if (turn >= 0) way.times.push(performance.now() - start);
    }
  }
  const [empty = []] = webhooks.map(({ way }) => way.times);
  return ways.map(({ name, times }) => [
    name,
    ...[0.5, 0.99].flatMap(share => [
      quantile(times, share).toFixed(2),
      (quantile(times, share) / quantile(empty, share)).toFixed(2),
    ]),
  ]);
}

type Create = (way: Way, origin: Origin) => Promise<number>;

function creator(cluster: Cluster): Create {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ...administrator(cluster) });
  return async (way, origin) => {
    const into = namespaceOf(way.name);
    const url = `${cluster.server}/apis/apps/v1/namespaces/${into}/statefulsets?dryRun=All`;
    return (await send(url, { agent, body: JSON.stringify(manifestOf(origin, into)) })).status;
  };
}

/** A configuration counts a moment after it was written. */
async function untilItCounts(way: Way, create: Create): Promise<void> {
  await until(`${way.name} judges creations`, async () => {
    const refuses = (await create(way, 'karmada')) >= 400;
    return (refuses === way.judges && (await create(way, 'argocd')) === 201) || undefined;
  });
}

function admissionPolicy(name: string): object[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const metadata = { name: 'no-federated-stateful' };
  const spec = { matchConstraints: { resourceRules: [statefulSets] }, validations: [{ expression, message }] };
  const matchResources = { namespaceSelector: only(name) };
  const binding = { policyName: metadata.name, validationActions: ['Deny'], matchResources };
  return [
    { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata, spec },
    { apiVersion, kind: 'ValidatingAdmissionPolicyBinding', metadata, spec: binding },
  ];
}

function configuration({ name, url, authority }: Peer): object {
  const webhook = {
    name: 'validate.kubectl-fleet.io',
    clientConfig: { url, caBundle: Buffer.from(authority).toString('base64') },
    rules: [statefulSets],
    namespaceSelector: only(name),
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    timeoutSeconds: 10,
  };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: namespaceOf(name) },
    webhooks: [webhook],
  };
}

function quantile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? NaN;
}
