import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, issueCertificate, type Authority } from '../testbed/certificates/certificates.ts';
import { startCluster } from '../testbed/cluster/start.ts';
import type { Cluster } from '../testbed/cluster/cluster.ts';
import { webhookCredentials } from '../testbed/cluster/admission-configuration.ts';
import { writeImage } from '../testbed/image/image.ts';
import { webhookImage } from '../testbed/image/webhook.ts';
import { startNetwork } from '../testbed/network/network.ts';
import { startRealNode, type RealNode } from '../testbed/nodes/real-node.ts';
import { release } from '../testbed/webhook/chart.ts';

/** A cluster with two real nodes, which have the webhook's image. */
export interface Site {
  readonly cluster: Cluster;
  readonly nodes: readonly RealNode[];
  /** Vouches for what the API server shows the webhook of itself. */
  readonly callers: Authority;
  readonly stop: () => Promise<void>;
}

/**
 * Starts it all; `controllerManagerArguments` are what its controllers are told beside.
 * @throws TestbedError, after everything that was started has been stopped
 */
export async function startSite(controllerManagerArguments: readonly string[] = []): Promise<Site> {
  const started: (() => Promise<void>)[] = [];
  const stop: Site['stop'] = async () => {
    await Promise.all(started.map(end => end()));
  };
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-fleet-site-'));
  started.push(() => rm(folder, { recursive: true }));
  try {
    const image = join(folder, 'webhook.tar');
    const network = await startNetwork();
    started.push(network.stop);
    const callers = await createAuthority('callers-ca');
    const [cluster] = await Promise.all([
      startCluster({
        name: 'real',
        network,
        apiserverArguments: await credentialsOf(callers, folder),
        // As in a cluster with more to do: whoever ends is called for another second.
        controllerManagerArguments: ['--endpointslice-updates-batch-period=1s', ...controllerManagerArguments],
      }),
      writeImage(await webhookImage(), image),
    ]);
    started.push(cluster.stop);
    const nodes = await Promise.all(
      [1, 2].map(async number => {
        const node = await startRealNode(cluster, network, { name: `node-${number}`, number, images: [image] });
        started.push(node.stop);
        return node;
      }),
    );
    return { cluster, nodes, callers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Has the API server show a certificate to the webhook. */
async function credentialsOf(callers: Authority, folder: string): Promise<string[]> {
  const { certificate, key } = await issueCertificate(callers, { commonName: 'kube-apiserver' });
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const user = { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) };
  return webhookCredentials(folder, { [`${release.name}.${release.namespace}.svc`]: user });
}
