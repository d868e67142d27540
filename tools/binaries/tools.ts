import { basename } from 'node:path';
import { opaBinary } from '../../policies/bundle/find-opa.ts';
import { minorOf, type Binary } from '../../policies/bundle/search.ts';

/** A program that the test bed runs, and how to get it where it is not installed. */
export interface Tool extends Binary {
  /** Go module that carries it. */
  readonly module: string;
  /** Go package of its main function. */
  readonly package: string;
  /** Variables that its linker sets, because without them the program does not know its version. */
  readonly variables: Readonly<Record<string, string>>;
  /**
   * How long a build takes on two cores with an empty Go build cache, in the order in which they
   * are listed here.
   */
  readonly usualSeconds: number;
}

export const etcd: Tool = {
  name: 'etcd',
  version: 'v3.7.3',
  module: 'go.etcd.io/etcd/server/v3',
  package: 'go.etcd.io/etcd/server/v3',
  variables: {},
  askVersion: ['--version'],
  usualSeconds: 26,
};

export const opa: Tool = {
  ...opaBinary,
  module: 'github.com/open-policy-agent/opa',
  package: 'github.com/open-policy-agent/opa',
  variables: {},
  usualSeconds: 68,
};

export const virtualKubelet: Tool = {
  name: 'virtual-kubelet',
  version: 'v1.13.0',
  module: 'github.com/virtual-kubelet/virtual-kubelet',
  package: 'github.com/virtual-kubelet/virtual-kubelet/cmd/virtual-kubelet',
  variables: { 'main.buildVersion': 'v1.13.0' },
  askVersion: ['version'],
  usualSeconds: 125,
};

/** The programs of one control plane, all of one version. */
interface ControlPlane {
  readonly apiserver: Tool;
  readonly controllerManager: Tool;
  readonly scheduler: Tool;
}

export const controlPlanes = {
  '1.37': {
    apiserver: kubernetes('kube-apiserver', 'v1.37.2', 234),
    controllerManager: kubernetes('kube-controller-manager', 'v1.37.2', 83),
    scheduler: kubernetes('kube-scheduler', 'v1.37.2', 13),
  },
  '1.36': {
    apiserver: kubernetes('kube-apiserver', 'v1.36.3', 177),
    controllerManager: kubernetes('kube-controller-manager', 'v1.36.3', 55),
    scheduler: kubernetes('kube-scheduler', 'v1.36.3', 6),
  },
} satisfies Record<string, ControlPlane>;

/** Minor versions of Kubernetes that a cluster can have. */
export type KubernetesVersion = keyof typeof controlPlanes;

export const kubectl: Tool = {
  ...kubernetes('kubectl', 'v1.37.2', 24),
  askVersion: ['version', '--client'],
};

export const helm: Tool = {
  name: 'helm',
  version: 'v4.3.1',
  module: 'helm.sh/helm/v4',
  package: 'helm.sh/helm/v4/cmd/helm',
  variables: { 'helm.sh/helm/v4/internal/version.version': 'v4.3.1' },
  askVersion: ['version', '--short'],
  usualSeconds: 130,
};

export const actionlint: Tool = {
  name: 'actionlint',
  version: 'v1.7.12',
  module: 'github.com/rhysd/actionlint',
  package: 'github.com/rhysd/actionlint/cmd/actionlint',
  variables: { 'github.com/rhysd/actionlint.version': 'v1.7.12' },
  askVersion: ['-version'],
  usualSeconds: 8,
};

/**
 * Programs of a real node, apart from runc: that one needs libseccomp, and so a C compiler, which
 * is asked of nobody.
 */
export const nodeTools = {
  kubelet: kubernetes('kubelet', 'v1.37.2', 27),
  containerd: containerd('containerd', 40, ['--version']),
  shim: containerd('containerd-shim-runc-v2', 8, ['-v']),
  ctr: containerd('ctr', 8, ['--version']),
  bridge: networkPlugin('main/bridge'),
  hostLocal: networkPlugin('ipam/host-local'),
  loopback: networkPlugin('main/loopback'),
} satisfies Record<string, Tool>;

/** Clients refuse to talk to a server that calls itself v0.0.0-master. */
function kubernetes(name: string, version: string, usualSeconds: number): Tool {
  const [major, minor] = minorOf(version).split('.');
  const prefix = 'k8s.io/component-base/version';
  return {
    name,
    version,
    module: 'k8s.io/kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    variables: {
      [`${prefix}.gitVersion`]: version,
      [`${prefix}.gitMajor`]: String(major),
      [`${prefix}.gitMinor`]: String(minor),
      [`${prefix}.gitTreeState`]: 'clean',
    },
    askVersion: ['--version'],
    usualSeconds,
  };
}

function containerd(name: string, usualSeconds: number, askVersion: readonly string[]): Tool {
  const module = 'github.com/containerd/containerd/v2';
  const version = 'v2.4.2';
  return {
    name,
    version,
    module,
    package: `${module}/cmd/${name}`,
    variables: { [`${module}/version.Version`]: version },
    askVersion,
    usualSeconds,
  };
}

function networkPlugin(path: string): Tool {
  const module = 'github.com/containernetworking/plugins';
  const version = 'v1.9.1';
  return {
    name: basename(path),
    version,
    module,
    package: `${module}/plugins/${path}`,
    variables: { [`${module}/pkg/utils/buildversion.BuildVersion`]: version },
    askVersion: ['--version'],
    usualSeconds: 3,
  };
}
