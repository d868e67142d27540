import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import {
  HttpMethod,
  IsomorphicFetchHttpLibrary,
  RequestContext,
  type KubeConfig,
  type ResponseContext,
} from '@kubernetes/client-node';
import { WebhookError, type WebhookErrorCode } from '../errors.ts';

/**
 * Raw JSON of the cluster, as its own API writes it: the typed APIs rename fields, make Dates and drop what they do not know,
 * and a policy must see objects as they are.
 */
export interface ClusterClient {
  /** @throws WebhookError OBJECT_MISSING, OBJECT_FORBIDDEN, CLUSTER_REFUSED */
  get: (path: string, asking?: Asking) => Promise<unknown>;
  /** One value for each line, until the server ends the answer. */
  lines: (path: string, signal: AbortSignal, asking?: Pick<Asking, 'accept'>) => AsyncGenerator;
}

/** How to ask, where it is not as usual: for all of the object, with 30 s to answer. */
export interface Asking {
  /** Media type of the answer, e.g. of objects without all but their metadata. */
  accept?: string;
  signal?: AbortSignal;
}

/** A client that changes things too, which is only ever what the webhook keeps of its own. */
export interface ClusterWriter extends ClusterClient {
  /**
   * Sends an object; PATCH is a JSON merge patch, or a JSON Patch where it is a list. Answers what the cluster made of it.
   * @throws WebhookError OBJECT_MISSING, OBJECT_CHANGED where somebody else was faster, CLUSTER_REFUSED
   */
  write: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, object?: unknown) => Promise<unknown>;
}

/** A client that reads what may be too long to be read at once. */
export interface ClusterStream {
  /** An answer as it arrives. @throws WebhookError OBJECT_MISSING, OBJECT_FORBIDDEN, LIST_EXPIRED, CLUSTER_REFUSED */
  bytes: (path: string, signal: AbortSignal, asking?: Pick<Asking, 'accept'>) => AsyncIterable<Uint8Array>;
}

export function clusterClient(kubeConfig: KubeConfig): ClusterWriter & ClusterStream {
  return {
    get: async (path, { signal = AbortSignal.timeout(30_000), ...asking } = {}) => {
      const body = await send(kubeConfig, HttpMethod.GET, path, { signal, ...asking });
      return dataOf(await body.text());
    },
    bytes: async function* (path, signal, asking) {
      const stream = (await send(kubeConfig, HttpMethod.GET, path, { signal, ...asking })).stream();
      if (stream !== null) yield* stream;
    },
    lines: async function* (path, signal, asking) {
      const stream = (await send(kubeConfig, HttpMethod.GET, path, { signal, ...asking })).stream();
      if (stream === null) return;
      for await (const line of createInterface(Readable.fromWeb(stream))) yield dataOf(line);
    },
    write: async (method, path, object) => {
      const body = await send(kubeConfig, HttpMethod[method], path, { signal: AbortSignal.timeout(30_000), object });
      return dataOf(await body.text());
    },
  };
}

const http = new IsomorphicFetchHttpLibrary();

async function send(
  kubeConfig: KubeConfig,
  method: HttpMethod,
  path: string,
  { signal, accept, object }: { signal: AbortSignal; accept?: string; object?: unknown },
): Promise<ResponseContext['body']> {
  const request = new RequestContext(`${kubeConfig.getCurrentCluster()?.server ?? ''}${path}`, method);
  await kubeConfig.applySecurityAuthentication(request);
  request.setSignal(signal);
  if (accept !== undefined) request.setHeaderParam('accept', accept);
  if (object !== undefined) {
    const patch = Array.isArray(object) ? 'json-patch+' : 'merge-patch+';
    request.setHeaderParam('content-type', `application/${method === HttpMethod.PATCH ? patch : ''}json`);
    request.setBody(JSON.stringify(object));
  }
  const { httpStatusCode: status, body } = await http.send(request).toPromise();
  if (status < 300) return body;
  const text = await body.text();
  const problem = `${path} answers ${status}: ${text.trim().slice(0, 300)}`;
  throw new WebhookError(codeOfStatus[status] ?? 'CLUSTER_REFUSED', problem);
}

const codeOfStatus: Partial<Record<number, WebhookErrorCode>> = {
  403: 'OBJECT_FORBIDDEN',
  404: 'OBJECT_MISSING',
  409: 'OBJECT_CHANGED',
  410: 'LIST_EXPIRED',
};

function dataOf(text: string): unknown {
  return JSON.parse(text);
}
