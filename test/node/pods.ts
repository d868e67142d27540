import { X509Certificate } from 'node:crypto';
import { validatorOf } from '../../kubernetes/schema/validator.ts';
import { Type } from 'typebox';
import { ask } from '../testbed/cluster/api.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { until } from '../testbed/errors/until.ts';
import { release } from '../testbed/webhook/chart.ts';
import type { Site } from './site.ts';

const Status = Type.Object({
  ready: Type.Boolean(),
  restartCount: Type.Number(),
  containerID: Type.Optional(Type.String()),
});
const List = Type.Object({
  items: Type.Array(
    Type.Object({
      metadata: Type.Object({ name: Type.String(), deletionTimestamp: Type.Optional(Type.String()) }),
      spec: Type.Object({ nodeName: Type.Optional(Type.String()) }),
      status: Type.Object({
        podIP: Type.Optional(Type.String()),
        containerStatuses: Type.Optional(Type.Array(Status)),
      }),
    }),
  ),
});
const isList = validatorOf(List);

/** A replica of the webhook. */
export interface Pod {
  readonly name: string;
  readonly node: string;
  readonly address: string;
  readonly ready: boolean;
  /** Told to end. */
  readonly leaving: boolean;
  readonly restarts: number;
  /** As its node's container runtime names it. */
  readonly container: string;
}

/** The replicas of the webhook. */
export async function pods(cluster: Cluster): Promise<Pod[]> {
  const selected = `labelSelector=app.kubernetes.io/name=${release.name}`;
  const { body } = await ask(cluster, `/api/v1/namespaces/${release.namespace}/pods?${selected}`);
  const list: unknown = JSON.parse(body);
  if (!isList(list)) throw new Error('the API server answered no list of pods');
  return list.items.map(({ metadata, spec, status: { podIP = '', containerStatuses: [status] = [] } }) => ({
    name: metadata.name,
    node: spec.nodeName ?? '',
    address: podIP,
    ready: status?.ready ?? false,
    leaving: metadata.deletionTimestamp !== undefined,
    restarts: status?.restartCount ?? 0,
    container: status?.containerID?.replace('containerd://', '') ?? '',
  }));
}

/** Waits until three replicas are ready and all others are gone. */
export async function untilSettled(cluster: Cluster): Promise<void> {
  await until('three replicas are ready', async () => {
    const seen = await pods(cluster);
    return (seen.length === 3 && seen.every(({ ready, leaving }) => ready && !leaving)) || undefined;
  });
}

/** The certificate that a replica serves. */
export async function servedBy(site: Site, pod: Pod): Promise<X509Certificate> {
  const script = `
    const socket = require('node:tls').connect({ host: '${pod.address}', port: 8443, rejectUnauthorized: false }, () => {
      process.stdout.write(socket.getPeerX509Certificate().toString());
      socket.end();
    });`;
  return new X509Certificate(await runBeside(site, pod, script));
}

/**
 * Returns a replica's answer to a sender on its node that does not authenticate itself.
 */
export async function answerToStranger(site: Site, pod: Pod): Promise<string> {
  const script = `
    const options = { method: 'POST', rejectUnauthorized: false };
    const request = require('node:https').request('https://${pod.address}:8443/validate', options, answer => {
      process.stdout.write(answer.statusCode + ' ');
      answer.pipe(process.stdout);
    });
    request.end('{}');`;
  return runBeside(site, pod, script);
}

/**
 * Returns the output of a program on the node of a replica, which reaches its address.
 */
async function runBeside({ nodes }: Site, { node }: Pod, script: string): Promise<string> {
  const answer = await nodes.find(({ name }) => name === node)?.execute(process.execPath, ['-e', script]);
  return answer?.stdout ?? '';
}
