import type { KubeConfig } from '@kubernetes/client-node';
import type { ApiServer } from '../../kubernetes/client/api-server.ts';

/** Returns the cluster of a kubeconfig's current context, with the credentials of its user. */
export function apiServerOf(kubeConfig: KubeConfig): ApiServer {
  const { server: url = '', proxyUrl } = kubeConfig.getCurrentCluster() ?? {};
  return {
    url,
    authenticate: async request => {
      await kubeConfig.applyToHTTPSOptions(request);
      // Its agents always send the certificates with which they were created. An agent is needed
      // only for a connection through a proxy.
      if (proxyUrl === undefined) delete request.agent;
    },
  };
}
