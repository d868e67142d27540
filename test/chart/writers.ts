/** Users who write in a cluster. */

/** A user as the API server knows it. */
export interface Writer {
  user: string;
  groups: readonly string[];
}

export const account = (namespace: string, name: string): Writer => ({
  user: `system:serviceaccount:${namespace}:${name}`,
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
});
export const controller = (name: string): Writer => account('kube-system', name);
export const withoutGroups = ({ user }: Writer): Writer => ({ user, groups: [] });
export const anna: Writer = { user: 'anna', groups: [] };
export const manager: Writer = { user: 'system:kube-controller-manager', groups: [] };
export const scheduler: Writer = { user: 'system:kube-scheduler', groups: [] };
export const server: Writer = { user: 'system:apiserver', groups: [] };
export const kubelet: Writer = { user: 'system:node:node-1', groups: ['system:nodes'] };
export const provisioner = account('csi', 'provisioner');
