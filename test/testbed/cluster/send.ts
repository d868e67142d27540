import { request, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Reply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/**
 * One request over TLS, a POST of JSON where there is a body; a new connection unless an agent
 * keeps one.
 */
export async function send(url: string, options: RequestOptions & { body?: string | Buffer }): Promise<Reply> {
  const { body, ...rest } = options;
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent: false, ...(body === undefined ? {} : post), ...rest });
    outgoing.on('error', reject);
    outgoing.on('response', response => {
      text(response).then(answer => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer });
      }, reject);
    });
    outgoing.end(body);
  });
}
