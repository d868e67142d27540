import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { TestbedError } from '../errors.ts';
import type { Cluster } from './cluster.ts';

export type ApiAccess = Pick<Cluster, 'server' | 'authority' | 'adminCertificate'>;

/** Asks a cluster's API as its administrator; `path` with its query. Answers the status and the text, whatever they are. */
export async function ask(access: ApiAccess, path: string): Promise<{ status: number; body: string }> {
  return send(access, 'GET', path);
}

/**
 * Creates an object (POST) or changes one by a merge patch (PATCH).
 * @throws TestbedError REQUEST_FAILED with what the server said
 */
export async function write(access: ApiAccess, method: 'POST' | 'PATCH', path: string, object: object): Promise<void> {
  const { status, body } = await send(access, method, path, JSON.stringify(object));
  if (status >= 300) throw new TestbedError('REQUEST_FAILED', `${method} ${path}: ${status} ${body}`);
}

async function send(
  { server, authority, adminCertificate }: ApiAccess,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, server), {
      method,
      ca: authority.certificate,
      cert: adminCertificate.certificate,
      key: adminCertificate.key,
      headers: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' },
      agent: false,
    });
    outgoing.on('error', reject);
    outgoing.on('response', response => {
      text(response).then(answer => {
        resolve({ status: response.statusCode ?? 0, body: answer });
      }, reject);
    });
    outgoing.end(body);
  });
}
