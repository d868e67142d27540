import { TestbedError } from '../errors/testbed-error.ts';
import { send, type Reply } from './send.ts';
import type { Cluster } from './cluster.ts';

export type ApiAccess = Pick<Cluster, 'server' | 'authority' | 'adminCertificate'>;

/**
 * Asks a cluster's API as its administrator; `path` with its query. Answers the status and the
 * text, whatever they are.
 */
export async function ask(access: ApiAccess, path: string): Promise<Reply> {
  return send(`${access.server}${path}`, administrator(access));
}

/**
 * Creates an object (POST) or changes one by a merge patch (PATCH).
 * @throws TestbedError REQUEST_FAILED with what the server said
 */
export async function write(access: ApiAccess, method: 'POST' | 'PATCH', path: string, object: object): Promise<void> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const { status, body } = await send(`${access.server}${path}`, {
    ...administrator(access),
    method,
    headers: { 'content-type': type },
    body: JSON.stringify(object),
  });
  if (status >= 300) throw new TestbedError('REQUEST_FAILED', `${method} ${path}: ${status} ${body}`);
}

/** Credentials of the administrator of the API server. */
export function administrator({ authority, adminCertificate }: ApiAccess): { ca: string; cert: string; key: string } {
  return { ca: authority.certificate, cert: adminCertificate.certificate, key: adminCertificate.key };
}
