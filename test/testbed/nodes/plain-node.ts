import { controlPlanes } from '../../../tools/binaries/tools.ts';
import { write } from '../cluster/api.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { untilNodeReady } from './ready.ts';

export interface NodeOptions {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
}

/**
 * Adds a machine that is only a Node object: pods are placed on it, and stay pending because no
 * kubelet takes them. It is ready until somebody writes something else.
 * @throws TestbedError REQUEST_FAILED, NOT_READY
 */
export async function addNode(cluster: Cluster, { name, labels = {}, taints = [] }: NodeOptions): Promise<void> {
  const system = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' };
  const metadata = { name, labels: { ...system, ...labels } };
  await write(cluster, 'POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata, spec: { taints } });
  const resources = { cpu: '8', memory: '16Gi', pods: '110' };
  const now = new Date().toISOString();
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  };
  await write(cluster, 'PATCH', `/api/v1/nodes/${name}/status`, {
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: [ready],
      addresses: [{ type: 'Hostname', address: name }],
      nodeInfo: {
        kubeletVersion: controlPlanes[cluster.version].apiserver.version,
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  });
  await untilNodeReady(cluster, name);
}
