import { Ajv } from 'ajv';
import { Type, type Static } from 'typebox';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { kubectl } from '../testbed/cluster/kubectl.ts';
import { until } from '../testbed/cluster/until.ts';
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
const isList = new Ajv().compile<Static<typeof List>>(List);

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
  const selected = ['-n', release.namespace, '-l', `app.kubernetes.io/name=${release.name}`, '-o', 'json'];
  const list: unknown = JSON.parse((await kubectl(cluster, ['get', 'pods', ...selected])).stdout);
  if (!isList(list)) throw new Error('kubectl answered no list of pods');
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

/** The certificate that a replica serves, as PEM. */
export async function servedBy({ nodes }: Site, { node, address }: Pod): Promise<string> {
  const script = `
    const socket = require('node:tls').connect({ host: '${address}', port: 8443, rejectUnauthorized: false }, () => {
      process.stdout.write(socket.getPeerX509Certificate().toString());
      socket.end();
    });`;
  const answer = await nodes.find(({ name }) => name === node)?.execute(process.execPath, ['-e', script]);
  return answer?.stdout ?? '';
}
