import { lookup } from 'node:dns';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect as connectTcp, createServer as createTcpServer, type Server } from 'node:net';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { connect } from '../../kubernetes/client/connect.ts';
import { startDeadline } from '../../kubernetes/deadline/deadline.ts';
import { createAuthority, issueCertificate, type Authority } from '../testbed/certificates/certificates.ts';

/** Real proxies on the way to a real TLS server. */

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority('ca');
});

async function portOf(server: Server | HttpServer): Promise<number> {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function apiServer(): Promise<number> {
  const { certificate, key } = await issueCertificate(authority, { commonName: 's', hosts: ['eu.example.com'] });
  const server = createHttpsServer({ cert: certificate, key }, (request, response) => {
    response.end(JSON.stringify({ path: request.url, agent: request.headers['user-agent'] !== undefined }));
  });
  return portOf(server);
}

/** Asks eu.example.com, which only the proxies know. */
async function ask(proxyUrl: string, env: Record<string, string> = {}): Promise<unknown> {
  const server = 'https://eu.example.com:6443';
  const ca = Buffer.from(authority.certificate).toString('base64');
  const cluster = { server, 'certificate-authority-data': ca, ...(proxyUrl !== '' && { 'proxy-url': proxyUrl }) };
  const deadline = startDeadline(5000, new AbortController().signal);
  const network = { userAgent: 'test', env, callPlugin: () => Promise.reject(new Error('no plugin here')), lookup };
  const names = { cluster: 'eu', user: 'ann' };
  const client = await connect({ server: new URL(server), cluster, user: {}, names }, network, deadline);
  onTestFinished(() => {
    client.close();
    deadline.end();
  });
  return client.get('/version');
}

/** An HTTP proxy that connects to the port, whatever host it is asked for. */
async function httpProxy(port: number, status = 200): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const proxy = createHttpServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const onward = connectTcp(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => end.destroy());
  });
  return { url: `http://127.0.0.1:${await portOf(proxy)}`, asked };
}

/** A SOCKS 5 proxy (RFC 1928) that connects to the port, whatever host it is asked for. */
async function socksProxy(port: number): Promise<string> {
  const proxy = createTcpServer(socket => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', () => {
        const onward = connectTcp(port, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
          socket.pipe(onward).pipe(socket);
        });
        for (const end of [socket, onward]) end.on('error', () => end.destroy());
      });
    });
  });
  return `127.0.0.1:${await portOf(proxy)}`;
}

test('an HTTP proxy of the kubeconfig is tunnelled through', async () => {
  const { url, asked } = await httpProxy(await apiServer());
  expect(await ask(url)).toEqual({ path: '/version', agent: true });
  expect(asked).toEqual(['eu.example.com:6443']);
});

test('a proxy of the environment is used where the kubeconfig names none', async () => {
  const { url, asked } = await httpProxy(await apiServer());
  expect(await ask('', { HTTPS_PROXY: url })).toEqual({ path: '/version', agent: true });
  expect(asked).toEqual(['eu.example.com:6443']);
});

test('a SOCKS proxy is one, too', async () => {
  const address = await socksProxy(await apiServer());
  expect(await ask(`socks5h://${address}`)).toEqual({ path: '/version', agent: true });
});

test('a proxy that refuses is named in the reason', async () => {
  const { url } = await httpProxy(0, 403);
  await expect(ask(url)).rejects.toThrow(
    `proxy: it does not open a tunnel, HTTP 403 No (https://eu.example.com:6443 through ${url})`,
  );
});
