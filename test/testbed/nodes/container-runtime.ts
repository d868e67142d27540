/** Folders of containerd: its storage and its state. */
interface Places {
  readonly root: string;
  /** Folder with the programs that set up a pod's network. */
  readonly plugins: string;
  readonly networks: string;
  readonly sandboxImage: string;
}

/**
 * The configuration of containerd, TOML. What is only true while it runs lies in /run, which is the
 * machine's own.
 */
export function containerdConfig({ root, plugins, networks, sandboxImage }: Places): string {
  return `version = 3
root = "${root}"
state = "/run/containerd"

[plugins.'io.containerd.internal.v1.opt']
  path = "${root}/opt"

[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = "${sandboxImage}"

[plugins.'io.containerd.cri.v1.runtime']
  # A process may not be given more protection from the kernel's memory killer than its parent,
  # without a right that tests may not have.
  restrict_oom_score_adj = true

[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dirs = ["${plugins}"]
  conf_dir = "${networks}"

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
`;
}

/**
 * The network of the pods of one machine: a bridge with addresses of its own range, reached by way
 * of the machine.
 */
export function podNetwork(range: string, addresses: string): object {
  return {
    cniVersion: '1.0.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge: 'pods',
        isGateway: true,
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: range }]],
          routes: [{ dst: '0.0.0.0/0' }],
          dataDir: addresses,
        },
      },
    ],
  };
}
