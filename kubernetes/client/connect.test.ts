import { gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { clientOf, listen, startServer } from './server.fixture.ts';

test('requests say who asks and for whom', async () => {
  const { url, asked } = await startServer(() => ({ body: { kind: 'Status' } }));
  const user = {
    as: 'ann',
    'as-uid': '7',
    'as-groups': ['dev', 'ops'],
    'as-user-extra': { 'example.com/reason': ['audit'] },
  };
  const client = await clientOf(url, { user });
  expect(await client.get('/version', { accept: 'application/test' })).toEqual({ kind: 'Status' });
  expect(asked).toMatchObject([
    {
      path: '/version',
      headers: {
        accept: 'application/test',
        'user-agent': 'kubectl-fleet/test',
        'impersonate-user': 'ann',
        'impersonate-uid': '7',
        'impersonate-group': 'dev, ops',
        'impersonate-extra-example.com%2freason': 'audit',
      },
    },
  ]);
});

test('a path of the server address stays in front', async () => {
  const { url, asked } = await startServer(() => ({ body: {} }));
  const client = await clientOf(`${url}/k8s/clusters/c-1/`);
  await client.get('/version');
  expect(asked.map(({ path }) => path)).toEqual(['/k8s/clusters/c-1/version']);
});

test('no password is sent over http', async () => {
  const { url, asked } = await startServer(() => ({ body: {} }));
  const client = await clientOf(url, { user: { username: 'ann', password: 'pass' } });
  await client.get('/version');
  expect(asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test('requests one after another share a connection', async () => {
  const { url, sockets } = await startServer(() => ({ body: {} }));
  const client = await clientOf(url);
  for (const path of ['/a', '/b', '/c']) await client.get(path);
  expect(sockets()).toBe(1);
});

test('at most three connections are open at once', async () => {
  const { url, asked, sockets } = await startServer(() => ({ body: {} }));
  const client = await clientOf(url);
  await Promise.all(Array.from({ length: 20 }, (_, index) => client.get(`/${index}`)));
  expect(asked).toHaveLength(20);
  expect(sockets()).toBeLessThanOrEqual(3);
});

test('a connection that is closed is tried once more, and not twice', async () => {
  let count = 0;
  const { url } = await startServer(({ path }) => {
    count += 1;
    return path === '/once' && count > 1 ? { body: { count } } : 'close';
  });
  const client = await clientOf(url);
  expect(await client.get('/once')).toEqual({ count: 2 });
  count = 0;
  await expect(client.get('/never')).rejects.toThrow(`connection closed without an answer (${url})`);
  expect(count).toBe(2);
});

test('a compressed answer is unpacked', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"packed": true}'));
  });
  await listen(server);
  onTestFinished(() => void server.close());
  const address = server.address();
  const client = await clientOf(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`);
  expect(await client.get('/')).toEqual({ packed: true });
});

test.each([
  { status: 401, body: {}, reason: 'Unauthorized', message: 'unauthorized: it wants credentials (URL)' },
  { status: 403, body: { message: 'nodes is forbidden' }, reason: 'Forbidden', message: 'nodes is forbidden' },
  { status: 403, body: 'no', reason: 'Forbidden', message: 'forbidden (URL)' },
  { status: 404, body: { message: 'pods "x" not found' }, reason: 'NotFound', message: 'pods "x" not found' },
  { status: 404, body: '<html>', reason: 'NotFound', message: 'not found (URL)' },
  { status: 302, body: '', reason: 'InvalidAnswer', message: 'the server sends elsewhere, HTTP 302 (URL)' },
  { status: 429, body: '<html>', reason: 'TooManyRequests', message: 'HTTP 429 Too Many Requests (URL)' },
  { status: 403, body: { message: null }, reason: 'Forbidden', message: 'forbidden (URL)' },
  { status: 500, body: { message: 'a\nb' }, reason: 'InternalError', message: 'server error 500: a b (URL)' },
  { status: 503, body: '', reason: 'ServiceUnavailable', message: 'server error 503: Service Unavailable (URL)' },
  {
    status: 500,
    body: { message: 'etcd is away' },
    reason: 'InternalError',
    message: 'server error 500: etcd is away (URL)',
  },
  { status: 429, body: { message: 'too many requests' }, reason: 'TooManyRequests', message: 'too many requests' },
  {
    status: 200,
    body: '<html>login</html>',
    reason: 'InvalidAnswer',
    message: 'the answer is a web page: no Kubernetes API server (URL)',
  },
])('HTTP $status with $body is $reason', async ({ status, body, reason, message }) => {
  const { url } = await startServer(() => ({ status, body }));
  const client = await clientOf(url);
  const error = { reason, message: message.replace('URL', url) };
  await expect(client.get('/')).rejects.toThrow(expect.objectContaining(error));
});

test('a server that never answers ends at the deadline, in words', async () => {
  const { url } = await startServer(() => 'hang');
  const client = await clientOf(url, { timeout: 50 });
  await expect(client.get('/')).rejects.toThrow(
    expect.objectContaining({ reason: 'Timeout', message: `no answer within 50ms (${url})` }),
  );
});
