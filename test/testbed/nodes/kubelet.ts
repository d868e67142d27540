/** The configuration of a kubelet that has a machine inside this one. */
export function kubeletConfig(folder: string, authorityCertificate: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: authorityCertificate },
    },
    authorization: { mode: 'Webhook' },
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    podLogsDir: `${folder}/logs/pods`,
    volumePluginDir: `${folder}/volume-plugins`,
    // A changed Secret reaches its pods when they are looked after the next time.
    syncFrequency: '2s',
    // Containers are all that is in the cgroups of the machine.
    cgroupDriver: 'cgroupfs',
    cgroupsPerQOS: false,
    enforceNodeAllocatable: [],
    failCgroupV1: false,
    failSwapOn: false,
    // The disk is the whole machine's; how full it is says nothing about the node.
    evictionHard: { 'nodefs.available': '1%', 'imagefs.available': '1%', 'memory.available': '10Mi' },
    imageGCHighThresholdPercent: 100,
    // Pods ask no name server.
    resolvConf: '',
  };
}
