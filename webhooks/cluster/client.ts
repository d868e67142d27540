import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import {
  HttpMethod,
  IsomorphicFetchHttpLibrary,
  RequestContext,
  type KubeConfig,
  type ResponseContext,
} from '@kubernetes/client-node';
import { WebhookError } from '../errors.ts';

/**
 * Raw JSON of the cluster, as its own API writes it: the typed APIs rename fields, make Dates and drop what they do not know,
 * and a policy must see objects as they are.
 */
export interface ClusterClient {
  /** @throws WebhookError CLUSTER_REFUSED */
  get: (path: string) => Promise<unknown>;
  /** One value for each line, until the server ends the answer. */
  lines: (path: string, signal: AbortSignal) => AsyncGenerator;
}

export function clusterClient(kubeConfig: KubeConfig): ClusterClient {
  return {
    get: async path => {
      const body = await send(kubeConfig, path, AbortSignal.timeout(30_000));
      return dataOf(await body.text());
    },
    lines: async function* (path, signal) {
      const stream = (await send(kubeConfig, path, signal)).stream();
      if (stream === null) return;
      for await (const line of createInterface(Readable.fromWeb(stream))) yield dataOf(line);
    },
  };
}

const http = new IsomorphicFetchHttpLibrary();

async function send(kubeConfig: KubeConfig, path: string, signal: AbortSignal): Promise<ResponseContext['body']> {
  const request = new RequestContext(`${kubeConfig.getCurrentCluster()?.server ?? ''}${path}`, HttpMethod.GET);
  await kubeConfig.applySecurityAuthentication(request);
  request.setSignal(signal);
  const { httpStatusCode: status, body } = await http.send(request).toPromise();
  if (status === 200) return body;
  const text = await body.text();
  throw new WebhookError('CLUSTER_REFUSED', `${path} answers ${status}: ${text.trim().slice(0, 300)}`);
}

function dataOf(text: string): unknown {
  return JSON.parse(text);
}
