import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Type } from 'typebox';
import { validatorOf } from '../../../kubernetes/schema/validator.ts';
import { issueCertificate } from '../../testbed/certificates/certificates.ts';
import { administrator } from '../../testbed/cluster/api.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';

/** Clusters that repeat the answers of a real one. */
export interface RecordedClusters {
  /** Addresses of the clusters. */
  servers: readonly string[];
  /** Addresses that take connections and never say a word. */
  holes: readonly string[];
  stop: () => void;
}

/** The clusters to serve, as their process gets it. */
export interface Recording {
  upstream: string;
  /** Certificates for the real cluster. */
  client: object;
  serving: { cert: string; key: string };
  clusters: number;
  holes: number;
  /** Milliseconds before each answer. */
  latency: number;
}

const isPorts = validatorOf(Type.Object({ clusters: Type.Array(Type.Integer()), holes: Type.Array(Type.Integer()) }));

/**
 * Serves many clusters from a process of their own, so that their CPU is not counted. The real
 * cluster may stop once every request has been sent for the first time.
 */
export async function recordedClusters(
  cluster: Cluster,
  counts: Pick<Recording, 'clusters' | 'holes' | 'latency'>,
): Promise<RecordedClusters> {
  const { certificate: cert, key } = await issueCertificate(cluster.authority, {
    commonName: 'recorded',
    hosts: ['127.0.0.1'],
  });
  const child = fork(join(import.meta.dirname, 'recorded-server.ts'));
  const recording: Recording = {
    upstream: cluster.server,
    client: administrator(cluster),
    serving: { cert, key },
    ...counts,
  };
  child.send(recording);
  const ports: unknown = (await once(child, 'message')).at(0);
  if (!isPorts(ports)) throw new Error('the recorded clusters did not start');
  const address = (port: number) => `https://127.0.0.1:${port}`;
  return { servers: ports.clusters.map(address), holes: ports.holes.map(address), stop: () => child.kill('SIGKILL') };
}
