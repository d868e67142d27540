import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issueCertificate } from '../../testbed/certificates/certificates.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { putKeyPair } from '../../testbed/cluster/credentials.ts';
import { until } from '../../testbed/errors/until.ts';
import { imageEnvironment } from '../../testbed/image/dockerfile.ts';
import type { Peer } from './peer.ts';

/** Runs the webhook that allows everything. @throws TestbedError */
export async function startEmptyWebhook(cluster: Cluster): Promise<Peer> {
  const pair = await issueCertificate(cluster.authority, { commonName: 'empty', hosts: ['127.0.0.1'] });
  const { certificate, key } = await putKeyPair(cluster.folder, 'empty', pair);
  const { pid, log } = await cluster.run({
    name: 'empty-webhook',
    command: process.execPath,
    arguments: [join(import.meta.dirname, './empty-webhook.ts'), certificate, key],
    environment: await imageEnvironment(),
  });
  const url = await until('the empty webhook listens', async () => {
    await cluster.checkAlive();
    return /https:\S+/.exec(await readFile(log, 'utf8'))?.[0];
  });
  return { name: 'empty webhook', url: `${url}/validate`, authority: cluster.authority.certificate, pid };
}
