import { join } from 'node:path';
import { networkAddress, type Network } from '../network/network.ts';
import type { ProcessDescription } from '../supervisor/messages.ts';
import type { Credentials } from './credentials.ts';

/** Folder and programs of one control plane. */
export interface Site {
  readonly folder: string;
  readonly port: number;
  readonly binaries: Readonly<Record<'etcd' | 'apiserver' | 'controllerManager' | 'scheduler', string>>;
  readonly credentials: Credentials;
  /** Address at which machines and pods reach its kube-apiserver, and it them. */
  readonly network?: Network;
  readonly apiserverArguments: readonly string[];
  readonly controllerManagerArguments: readonly string[];
}

/**
 * etcd on sockets in the folder, so that it takes no port; relative, because the path of a socket
 * holds no more than 100 bytes.
 */
export function etcdProcess({ folder, binaries }: Site): ProcessDescription {
  const clients = 'unix://etcd.sock';
  const peers = 'unix://etcd-peer.sock';
  return {
    name: 'etcd',
    command: binaries.etcd,
    arguments: [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${clients}`,
      `--advertise-client-urls=${clients}`,
      `--listen-peer-urls=${peers}`,
      `--initial-advertise-peer-urls=${peers}`,
      `--initial-cluster=default=${peers}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  };
}

export function apiserverProcess({
  folder,
  port,
  binaries,
  credentials,
  network,
  apiserverArguments,
}: Site): ProcessDescription {
  const apiserver = {
    name: 'kube-apiserver',
    command: binaries.apiserver,
    arguments: [
      '--etcd-servers=unix://etcd.sock',
      ...(network === undefined ? ['--bind-address=127.0.0.1'] : withNeighbours(credentials)),
      `--secure-port=${port}`,
      `--cert-dir=${join(folder, 'pki')}`,
      `--tls-cert-file=${credentials.apiserver.certificate}`,
      `--tls-private-key-file=${credentials.apiserver.key}`,
      `--client-ca-file=${credentials.authorityCertificate}`,
      `--service-account-key-file=${credentials.serviceAccountKey}`,
      `--service-account-signing-key-file=${credentials.serviceAccountKey}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--service-cluster-ip-range=10.96.0.0/16',
      `--kubelet-client-certificate=${credentials.kubeletClient.certificate}`,
      `--kubelet-client-key=${credentials.kubeletClient.key}`,
      '--kubelet-preferred-address-types=InternalIP',
      '--authorization-mode=Node,RBAC',
      '--allow-privileged=true',
      ...apiserverArguments,
    ],
  };
  return network?.inside(apiserver) ?? apiserver;
}

/**
 * Flags with which a kube-apiserver serves machines, calls a Service, and tells an API that another
 * process serves who asks.
 */
function withNeighbours({ authorityCertificate, kubeletClient }: Credentials): string[] {
  return [
    '--bind-address=0.0.0.0',
    `--advertise-address=${networkAddress}`,
    // Services are reached at their endpoints, because there is no kube-proxy.
    '--enable-aggregator-routing=true',
    `--proxy-client-cert-file=${kubeletClient.certificate}`,
    `--proxy-client-key-file=${kubeletClient.key}`,
    `--requestheader-client-ca-file=${authorityCertificate}`,
    '--requestheader-allowed-names=kube-apiserver-kubelet-client',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
  ];
}

export function controllerManagerProcess({
  binaries,
  credentials,
  controllerManagerArguments,
}: Site): ProcessDescription {
  return {
    name: 'kube-controller-manager',
    command: binaries.controllerManager,
    arguments: [
      `--kubeconfig=${credentials.controllerManagerKubeconfig}`,
      // Each controller writes as its own service account, as it does in a cluster that kubeadm
      // made.
      '--use-service-account-credentials=true',
      `--service-account-private-key-file=${credentials.serviceAccountKey}`,
      `--root-ca-file=${credentials.authorityCertificate}`,
      `--cluster-signing-cert-file=${credentials.authorityCertificate}`,
      `--cluster-signing-key-file=${credentials.authorityKey}`,
      '--leader-elect=false',
      '--secure-port=0',
      // With its usual 20 requests a second it takes six seconds until the first namespace has its
      // service account.
      '--kube-api-qps=1000',
      '--kube-api-burst=2000',
      // A node that is only an object has no kubelet to renew its lease, and shall be ready all the
      // same.
      '--node-monitor-grace-period=24h',
      ...controllerManagerArguments,
    ],
  };
}

export function schedulerProcess({ binaries, credentials }: Site): ProcessDescription {
  return {
    name: 'kube-scheduler',
    command: binaries.scheduler,
    arguments: [`--kubeconfig=${credentials.schedulerKubeconfig}`, '--leader-elect=false', '--secure-port=0'],
  };
}
