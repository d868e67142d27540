import type { KubeConfig } from '@kubernetes/client-node';
import type { ApiServer } from '../../kubernetes/client/api-server.ts';

/** The cluster of a kubeconfig's current context, asked as its user. */
export function apiServerOf(kubeConfig: KubeConfig): ApiServer {
  const { server: url = '', proxyUrl } = kubeConfig.getCurrentCluster() ?? {};
  return {
    url,
    authenticate: async request => {
      await kubeConfig.applyToHTTPSOptions(request);
      // Its agents show for ever the certificates that they were made with; those are needed only
      // on the way through a proxy.
      if (proxyUrl === undefined) delete request.agent;
    },
  };
}
