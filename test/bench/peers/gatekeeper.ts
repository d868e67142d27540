import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findBinary } from '../../../tools/binaries/find.ts';
import { moduleFolder } from '../../../tools/binaries/module.ts';
import { issueCertificate } from '../../testbed/certificates/certificates.ts';
import type { Cluster } from '../../testbed/cluster/cluster.ts';
import { putKeyPair } from '../../testbed/cluster/credentials.ts';
import { onFreePort } from '../../testbed/cluster/ports.ts';
import { apply, isKind, namespace, objectsIn } from './objects.ts';
import { untilItJudges, type Peer } from './peer.ts';
import { gatekeeper } from './tools.ts';

const own = 'gatekeeper-system';
const pod = 'gatekeeper-controller-manager';

/**
 * Runs Gatekeeper on one core, with one constraint: no StatefulSet that Karmada placed.
 * @throws TestbedError
 */
export async function startGatekeeper(cluster: Cluster): Promise<Peer> {
  const command = await findBinary(gatekeeper);
  const files = await moduleFolder(gatekeeper, { cwd: cluster.folder, env: process.env });
  const manifests = objectsIn(await readFile(join(files, 'deploy/gatekeeper.yaml'), 'utf8'));
  await apply(cluster, [namespace(own), podObject, ...manifests.filter(isKind)]);
  const pair = await issueCertificate(cluster.authority, { commonName: 'gatekeeper', hosts: ['127.0.0.1'] });
  const { certificate } = await putKeyPair(cluster.folder, 'tls', pair);

  return onFreePort(async port => {
    const run = (): ReturnType<Cluster['run']> =>
      cluster.run({
        name: 'gatekeeper',
        command,
        arguments: [
          `--kubeconfig=${cluster.kubeconfig}`,
          `--port=${port}`,
          `--cert-dir=${dirname(certificate)}`,
          '--disable-cert-rotation',
          '--operation=webhook',
          '--operation=status',
          '--operation=generate',
          '--health-addr=127.0.0.1:0',
          '--prometheus-port=0',
        ],
        environment: { GOMAXPROCS: '1', POD_NAME: pod, POD_NAMESPACE: own, CONTAINER_NAME: 'manager' },
      });
    const first = await run();
    await apply(cluster, [template]);
    await apply(cluster, [constraint]);
    // It sees constraints of a kind that is there when it starts.
    await first.end();
    const { pid } = await run();
    const url = `https://127.0.0.1:${port}/v1/admit`;
    const peer = { name: 'Gatekeeper', url, authority: cluster.authority.certificate, pid };
    await untilItJudges(peer, cluster);
    return peer;
  });
}

/** It writes its status in the name of the Pod that it runs in. */
const podObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: pod, namespace: own },
  spec: { containers: [{ name: 'manager', image: 'gatekeeper' }], automountServiceAccountToken: false },
};

const template = {
  apiVersion: 'templates.gatekeeper.sh/v1',
  kind: 'ConstraintTemplate',
  metadata: { name: 'federatedstateful' },
  spec: {
    crd: { spec: { names: { kind: 'FederatedStateful' } } },
    targets: [
      {
        target: 'admission.k8s.gatekeeper.sh',
        rego: [
          'package federatedstateful',
          'violation[{"msg": msg}] {',
          '  input.review.object.metadata.labels["karmada.io/managed"] == "true"',
          '  msg := sprintf("StatefulSet %v was placed here by Karmada.", [input.review.object.metadata.name])',
          '}',
        ].join('\n'),
      },
    ],
  },
};

const constraint = {
  apiVersion: 'constraints.gatekeeper.sh/v1beta1',
  kind: 'FederatedStateful',
  metadata: { name: 'no-federated-stateful' },
  spec: { match: { kinds: [{ apiGroups: ['apps'], kinds: ['StatefulSet'] }] } },
};
