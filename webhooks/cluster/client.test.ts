import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority, issueCertificate } from '../../test/testbed/certificates/certificates.ts';
import { WebhookError } from '../errors/webhook-error.ts';
import { clusterClient } from './client.ts';
import { apiServerOf } from './kubeconfig.ts';

const authority = await createAuthority('test');
const { certificate, key } = await issueCertificate(authority, { commonName: 'api', hosts: ['127.0.0.1'] });
const server = createServer({ cert: certificate, key }, (request, response) => {
  if (request.method !== 'GET') void answerWrite(request, response);
  else if (request.url === '/version') response.end('{"gitVersion":"v1.37.2"}');
  else if (request.url === '/watch') response.end('{"type":"ADDED"}\n{"type":"DELETED"}\n');
  else if (request.url === '/endless') response.write('{"type":"ADDED"}\n');
  else response.writeHead(403).end('nodes is forbidden\n');
});
let client = clusterClient(apiServerOf(new KubeConfig()));
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const kubeConfig = new KubeConfig();
  const caData = Buffer.from(authority.certificate).toString('base64');
  const cluster = { name: 'eu-1', server: `https://127.0.0.1:${port}`, caData, skipTLSVerify: false };
  kubeConfig.loadFromClusterAndUser(cluster, { name: 'webhook' });
  client = clusterClient(apiServerOf(kubeConfig));
});
afterAll(() => {
  server.close();
});

test('an answer is data as it was written', async () => {
  expect(await client.get('/version')).toEqual({ gitVersion: 'v1.37.2' });
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
  const refusal = new WebhookError('OBJECT_FORBIDDEN', '/api/v1/nodes answers 403: nodes is forbidden');
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
    new WebhookError('OBJECT_MISSING', '/missing answers 404: no'),
  );
  await expect(client.write('PUT', '/changed', {})).rejects.toThrow(
    new WebhookError('OBJECT_CHANGED', '/changed answers 409: no'),
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
