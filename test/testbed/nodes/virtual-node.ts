import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinary } from '../../../tools/binaries/find.ts';
import { virtualKubelet } from '../../../tools/binaries/tools.ts';
import { issueCertificate } from '../certificates/certificates.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { putKeyPair } from '../cluster/credentials.ts';
import { kubeconfigOf } from '../cluster/kubeconfig.ts';
import { onFreePort } from '../cluster/ports.ts';
import { untilNodeReady } from './ready.ts';

export interface VirtualNodeOptions {
  readonly name: string;
}

/**
 * Starts the real Virtual Kubelet with its mock provider, which says of every pod that it runs, and
 * waits until its node is ready.
 * @throws TestbedError PROCESS_DIED, NOT_READY
 */
export async function startVirtualNode(cluster: Cluster, { name }: VirtualNodeOptions): Promise<void> {
  const { folder, server, authority } = cluster;
  const command = await findBinary(virtualKubelet);
  const providerConfig = join(folder, `${name}.json`);
  await writeFile(providerConfig, JSON.stringify({ [name]: { cpu: '8', memory: '16Gi', pods: '110' } }));
  const kubeconfig = join(folder, `${name}.kubeconfig`);
  const user = await issueCertificate(authority, { commonName: 'virtual-kubelet', organizations: ['system:masters'] });
  await writeFile(kubeconfig, kubeconfigOf([{ name: cluster.name, server, authority, user }]), { mode: 0o600 });
  const serving = await putKeyPair(
    folder,
    name,
    await issueCertificate(authority, { commonName: name, hosts: ['127.0.0.1'] }),
  );
  await onFreePort(async port => {
    await cluster.run({
      name: `virtual-kubelet-${name}`,
      command,
      arguments: [
        `--kubeconfig=${kubeconfig}`,
        `--nodename=${name}`,
        '--provider=mock',
        `--provider-config=${providerConfig}`,
        '--log-level=warn',
      ],
      environment: {
        APISERVER_CERT_LOCATION: serving.certificate,
        APISERVER_KEY_LOCATION: serving.key,
        // It listens on every address of the machine; with an authority it answers nobody but this
        // cluster's kube-apiserver.
        APISERVER_CA_CERT_LOCATION: join(folder, 'pki', 'ca.crt'),
        KUBELET_PORT: String(port),
        VKUBELET_POD_IP: '127.0.0.1',
      },
    });
    await untilNodeReady(cluster, name);
  });
}
