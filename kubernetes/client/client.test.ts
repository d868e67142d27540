import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority, issueCertificate } from '../../test/testbed/certificates/certificates.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import type { ApiRequest } from './api-server.ts';
import { createClient } from './client.ts';

const authority = await createAuthority('test');
const { certificate, key } = await issueCertificate(authority, { commonName: 'api', hosts: ['127.0.0.1'] });
const server = createServer({ cert: certificate, key }, (request, response) => {
  if (request.method !== 'GET') void answerWrite(request, response);
  else if (request.url === '/version') response.end('{"gitVersion":"v1.37.2"}');
  else if (request.url === '/watch') response.end('{"type":"ADDED"}\n{"type":"DELETED"}\n');
  else if (request.url === '/busy') answerBusy(response);
  else if (request.url === '/overloaded') response.writeHead(429, { 'Retry-After': '60' }).end();
  else if (request.url === '/endless') response.write('{"type":"ADDED"}\n');
  else response.writeHead(403).end('nodes is forbidden\n');
});
/** Answers of /busy that ask to come again, before one that is an answer. */
let busyAnswers = 0;
function answerBusy(response: ServerResponse): void {
  busyAnswers -= 1;
  if (busyAnswers >= 0) response.writeHead(busyAnswers % 2 === 0 ? 429 : 503, { 'Retry-After': '0' }).end();
  else response.end('{}');
}
let client: ReturnType<typeof clientAt>;
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  client = clientAt(`https://127.0.0.1:${port}`);
});
afterAll(() => {
  client.close();
  server.close();
});

function clientAt(url: string) {
  const authenticate = (request: ApiRequest) => {
    request.ca = authority.certificate;
    return Promise.resolve();
  };
  return createClient({ url, authenticate }, { userAgent: 'kubectl-fleet-test' });
}

test('an answer is data as it was written', async () => {
  expect(await client.get('/version')).toEqual({ gitVersion: 'v1.37.2' });
});

test('a busy server gets the request again, ten times at most', async () => {
  busyAnswers = 10;
  expect(await client.get('/busy')).toEqual({});
  busyAnswers = 11;
  await expect(client.get('/busy')).rejects.toMatchObject({ status: 429, reason: 'TooManyRequests' });
});

test('a pause that is too long is not waited for', async () => {
  await expect(client.get('/overloaded')).rejects.toMatchObject({ status: 429, reason: 'TooManyRequests' });
});

test('connections are used again', async () => {
  await client.get('/version');
  let connections = 0;
  server.on('secureConnection', () => connections++);
  for (let call = 0; call < 3; call++) await client.get('/version');
  expect(connections).toBe(0);
});

test('whoever stops listening ends the answer', async () => {
  const ended = Promise.withResolvers<undefined>();
  server.once('request', (_request, response) => {
    response.once('close', () => {
      ended.resolve(undefined);
    });
  });
  for await (const line of client.lines('/endless', AbortSignal.timeout(10_000))) {
    expect(line).toEqual({ type: 'ADDED' });
    break;
  }
  await ended.promise;
});

test('a watch is one value a line until the server ends it', async () => {
  const lines: unknown[] = [];
  for await (const line of client.lines('/watch', AbortSignal.timeout(10_000))) lines.push(line);
  expect(lines).toEqual([{ type: 'ADDED' }, { type: 'DELETED' }]);
});

test('a refusal is told with what the server said', async () => {
  const refusal = new ClusterError('Forbidden', '/api/v1/nodes answers 403: nodes is forbidden', { status: 403 });
  await expect(client.get('/api/v1/nodes')).rejects.toEqual(refusal);
});

test('what is written arrives, a change as a merge patch or as a list of steps', async () => {
  const object = { metadata: { name: 'a' } };
  expect(await client.write('POST', '/leases', object)).toEqual(['POST', 'application/json', object]);
  expect(await client.write('PATCH', '/leases/a', object)).toEqual(['PATCH', 'application/merge-patch+json', object]);
  const steps = [{ op: 'remove', path: '/spec' }];
  expect(await client.write('PATCH', '/leases/a', steps)).toEqual(['PATCH', 'application/json-patch+json', steps]);
  expect(await client.write('DELETE', '/leases/a')).toEqual(['DELETE', null, null]);
});

test('an object that is missing and one that somebody else has changed are told apart', async () => {
  await expect(client.write('PUT', '/missing', {})).rejects.toThrow(
    new ClusterError('NotFound', '/missing answers 404: no', { status: 404 }),
  );
  await expect(client.write('PUT', '/changed', {})).rejects.toThrow(
    new ClusterError('Conflict', '/changed answers 409: no', { status: 409 }),
  );
});

/** Answers with what came, or refuses. */
async function answerWrite(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const refusal = { '/missing': 404, '/changed': 409 }[request.url ?? ''];
  if (refusal !== undefined) response.writeHead(refusal).end('no');
  else
    response.end(
      `["${request.method ?? ''}",${JSON.stringify(request.headers['content-type'] ?? null)},${body || 'null'}]`,
    );
}
