import { devNull } from 'node:os';
import type { RenderSurroundings } from './program.ts';

/**
 * The surroundings for a program that makes manifests: it finds no cluster, and none of the plugins of helm. So neither a template nor
 * a chart can read from a cluster of the user, or run a program with the user's credentials.
 */
export function withoutCluster(surroundings: RenderSurroundings): RenderSurroundings {
  const others = Object.entries(surroundings.env).filter(([name]) => !/^(HELM_KUBE|KUBERNETES_)/i.test(name));
  return { ...surroundings, env: { ...Object.fromEntries(others), KUBECONFIG: devNull, HELM_PLUGINS: devNull } };
}
