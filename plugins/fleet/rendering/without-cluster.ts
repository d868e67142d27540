import { devNull } from 'node:os';
import type { RenderEnvironment } from './program.ts';

/**
 * The environment of a program that makes manifests: it finds no cluster, and none of the plugins of helm. So neither a template nor
 * a chart can read from a cluster of the user, or run a program with the user's credentials.
 */
export function withoutCluster(environment: RenderEnvironment): RenderEnvironment {
  const others = Object.entries(environment.env).filter(([name]) => !/^(HELM_KUBE|KUBERNETES_)/i.test(name));
  return { ...environment, env: { ...Object.fromEntries(others), KUBECONFIG: devNull, HELM_PLUGINS: devNull } };
}
