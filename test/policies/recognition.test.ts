import { expect, test } from 'vitest';
import { loadEngine } from '../../policies/engine/engine.ts';
import type { ClusterObjects } from '../../policies/facts/cluster-objects.ts';

const engine = await loadEngine(new URL('../../dist/', import.meta.url));

const workload = (name: string, namespace: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
});
const owned = (apiVersion: string, kind: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'prod', ownerReferences: [{ apiVersion, kind, name: 'web', uid: '1' }] },
});
const annotated = (annotations: Record<string, string>) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'prod', annotations },
});

const clusters: { is: string[]; by: string; objects: ClusterObjects }[] = [
  {
    is: ['ocm hub'],
    by: 'the group that only hubs serve',
    objects: { apiGroups: ['addon.open-cluster-management.io', 'work.open-cluster-management.io'] },
  },
  { is: [], by: 'a group that members serve as well', objects: { apiGroups: ['work.open-cluster-management.io'] } },
  {
    is: ['ocm host'],
    by: 'the controllers of a hub that is elsewhere',
    objects: { workloads: [workload('cluster-manager-registration-controller', 'cluster-manager')] },
  },
  {
    is: ['ocm hub', 'ocm member'],
    by: 'a hub that is its own member',
    objects: {
      apiGroups: ['addon.open-cluster-management.io'],
      namespaces: [{ metadata: { name: 'open-cluster-management-agent' } }],
    },
  },
  {
    is: ['ocm member'],
    by: 'the owner of what was placed',
    objects: { workloads: [owned('work.open-cluster-management.io/v1', 'AppliedManifestWork')] },
  },
  {
    is: ['kubefleet hub'],
    by: 'the groups of a hub',
    objects: { apiGroups: ['cluster.kubernetes-fleet.io', 'placement.kubernetes-fleet.io'] },
  },
  { is: ['kubefleet member'], by: 'the group of a member', objects: { apiGroups: ['placement.kubernetes-fleet.io'] } },
  {
    is: ['kubefleet member'],
    by: 'the owner of what was placed',
    objects: { workloads: [owned('placement.kubernetes-fleet.io/v1beta1', 'AppliedWork')] },
  },
  { is: ['clusternet hub'], by: 'its group', objects: { apiGroups: ['apps.clusternet.io'] } },
  {
    is: ['clusternet member'],
    by: 'its agent',
    objects: { workloads: [workload('clusternet-agent', 'clusternet-system')] },
  },
  {
    is: ['clusternet member'],
    by: 'an annotation of what was placed',
    objects: { workloads: [annotated({ 'apps.clusternet.io/owned-by-description': 'clusternet-7mxzk.shop-generic' })] },
  },
  { is: ['rancher fleet hub'], by: 'its group', objects: { apiGroups: ['fleet.cattle.io'] } },
  {
    is: ['rancher fleet spoke'],
    by: 'its agent',
    objects: { workloads: [workload('fleet-agent', 'cattle-fleet-system')] },
  },
  {
    is: ['rancher fleet hub'],
    by: 'the agent of a hub for itself',
    objects: { apiGroups: ['fleet.cattle.io'], workloads: [workload('fleet-agent', 'cattle-fleet-system')] },
  },
  {
    is: ['rancher fleet spoke'],
    by: 'what it deployed',
    objects: {
      workloads: [annotated({ 'objectset.rio.cattle.io/id': 'default-shop', 'meta.helm.sh/release-name': 'shop' })],
    },
  },
  {
    is: ['sveltos hub'],
    by: 'its group',
    objects: { apiGroups: ['config.projectsveltos.io'], namespaces: [{ metadata: { name: 'projectsveltos' } }] },
  },
  { is: ['sveltos spoke'], by: 'its namespace', objects: { namespaces: [{ metadata: { name: 'projectsveltos' } }] } },
  {
    is: ['sveltos spoke'],
    by: 'what it deployed',
    objects: { workloads: [annotated({ 'projectsveltos.io/owner-kind': 'ClusterProfile' })] },
  },
  { is: ['cluster-api management'], by: 'its group', objects: { apiGroups: ['cluster.x-k8s.io'] } },
  { is: ['liqo peer'], by: 'its group', objects: { apiGroups: ['core.liqo.io'] } },
  { is: ['admiralty cluster'], by: 'its group', objects: { apiGroups: ['multicluster.admiralty.io'] } },
  { is: [], by: 'a group that many systems fill', objects: { apiGroups: ['multicluster.x-k8s.io', 'about.k8s.io'] } },
];

test.each(clusters)('a cluster is $is by $by', ({ is, objects }) => {
  expect(engine.readFacts(objects).roles?.map(({ title }) => title)).toEqual(is);
});

const nodes = [
  { provider: 'virtual_kubelet', labels: { type: 'virtual-kubelet' }, taints: [] },
  { provider: 'virtual_kubelet', labels: {}, taints: [['virtual-kubelet.io/provider', 'mock']] },
  {
    provider: 'admiralty',
    labels: { type: 'virtual-kubelet', 'virtual-kubelet.io/provider': 'admiralty' },
    taints: [],
  },
  { provider: 'admiralty', labels: {}, taints: [['virtual-kubelet.io/provider', 'admiralty']] },
  { provider: 'alibaba_eci', labels: {}, taints: [['virtual-kubelet.io/provider', 'alibabacloud']] },
  { provider: 'alibaba_eci', labels: { type: 'virtual-kubelet' }, taints: [['alibabacloud.com/eci', 'alibabacloud']] },
  { provider: 'azure_aci', labels: { type: 'virtual-kubelet' }, taints: [['virtual-kubelet.io/provider', 'azure']] },
  { provider: 'eks_fargate', labels: { 'eks.amazonaws.com/compute-type': 'fargate' }, taints: [] },
  {
    provider: 'hashicorp_nomad',
    labels: { type: 'virtual-kubelet' },
    taints: [['virtual-kubelet.io/provider', 'nomad']],
  },
  { provider: 'interlink', labels: { 'kubernetes.io/os': 'virtual-kubelet' }, taints: [] },
  { provider: 'interlink', labels: {}, taints: [['virtual-node.interlink/no-schedule', 'true']] },
  { provider: 'liqo', labels: { 'liqo.io/type': 'virtual-node', type: 'virtual-kubelet' }, taints: [] },
  { provider: 'vn2', labels: { virtualization: 'virtualnode2', type: 'virtual-kubelet' }, taints: [] },
  { provider: '', labels: { 'kubernetes.io/os': 'linux', 'kubernetes.azure.com/managed': 'false' }, taints: [] },
];

test.each(nodes)('a node is of "$provider" by $labels and $taints', ({ provider, labels, taints }) => {
  const node = {
    metadata: { name: 'burst', labels },
    spec: { taints: taints.map(([key, value]) => ({ key, value, effect: 'NoSchedule' })) },
  };
  expect(engine.readFacts({ nodes: [node] }).nodes?.map(found => found.provider)).toEqual([provider]);
});
