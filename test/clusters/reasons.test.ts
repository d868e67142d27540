import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { expect, test } from 'vitest';
import {
  createAuthority,
  issueCertificate,
  selfSigned,
  type Certificate,
} from '../testbed/certificates/certificates.ts';
import { answering, authority, failureOf, portOf, trusted } from './failing-cluster.ts';

/** Each way in which a cluster can fail to answer, provoked for real, and what the user reads. */

const base64 = (text: string) => Buffer.from(text).toString('base64');
const yesterday = () => new Date(Date.now() - 86_400_000);

/** Returns the message of a failure, each of which has to lead to a next step. */
async function reason(...cluster: Parameters<typeof failureOf>): Promise<string> {
  const failure = await failureOf(...cluster);
  if (failure === undefined) return 'answered';
  expect(failure.step).toBeDefined();
  return failure.message;
}

test('a server that is well answers', async () => {
  expect(await reason(`https://127.0.0.1:${await answering(trusted)}`)).toBe('answered');
});

test('nothing listens', async () => {
  const server = createTcpServer();
  const port = await portOf(server);
  await new Promise(resolve => server.close(resolve));
  expect(await reason(`https://127.0.0.1:${port}`)).toBe('connection refused, nothing listens there (ADDRESS)');
});

test('a name that does not exist', async () => {
  expect(await reason('https://no-such-cluster.invalid:6443')).toMatch(/^host name not found.* \(ADDRESS\)$/);
});

test('a black hole, which takes connections and says nothing', async () => {
  const sockets: { destroy: () => void }[] = [];
  const port = await portOf(createTcpServer(socket => void sockets.push(socket)));
  expect(await reason(`https://127.0.0.1:${port}`, { timeout: 300 })).toBe('no answer within 300ms (ADDRESS)');
  for (const socket of sockets) socket.destroy();
});

test('a server that hangs up', async () => {
  const port = await portOf(createTcpServer(socket => socket.destroy()));
  expect(await reason(`https://127.0.0.1:${port}`)).toBe('connection closed without an answer (ADDRESS)');
});

test('a server that speaks no TLS', async () => {
  const port = await portOf(
    createTcpServer(socket => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  );
  expect(await reason(`https://127.0.0.1:${port}`)).toBe('what listens there does not speak TLS (ADDRESS)');
});

test('a server certificate that has expired', async () => {
  const expired = await issueCertificate(authority, { commonName: 's', hosts: ['127.0.0.1'], expires: yesterday() });
  const server = `https://127.0.0.1:${await answering(expired)}`;
  expect(await reason(server)).toBe('server certificate expired (ADDRESS)');
  const insecure = { 'certificate-authority-data': '', 'insecure-skip-tls-verify': true };
  expect(await reason(server, { cluster: insecure })).toBe('answered');
});

test('a server certificate of an authority that the kubeconfig does not name', async () => {
  const other = await issueCertificate(await createAuthority('other-ca'), { commonName: 's', hosts: ['127.0.0.1'] });
  const server = `https://127.0.0.1:${await answering(other)}`;
  const words = 'server certificate not trusted: unknown authority (ADDRESS)';
  expect(await reason(server)).toBe(words);
  expect(await reason(server, { cluster: { 'certificate-authority-data': '' } })).toBe(words);
});

test('a server certificate that signed itself', async () => {
  const server = `https://127.0.0.1:${await answering(await selfSigned('127.0.0.1'))}`;
  expect(await reason(server)).toBe('server certificate not trusted: self-signed (ADDRESS)');
});

test('a certificate that is none of a server', async () => {
  expect(await reason(`https://127.0.0.1:${await answering(authority)}`)).toBe(
    'server certificate is not made for servers (ADDRESS)',
  );
});

test('a server certificate for another host, which tls-server-name can make right', async () => {
  const elsewhere = await issueCertificate(authority, { commonName: 's', hosts: ['eu.example.com', '10.0.0.1'] });
  const server = `https://127.0.0.1:${await answering(elsewhere)}`;
  expect(await reason(server)).toBe(
    'server certificate is not for 127.0.0.1, but for eu.example.com, 10.0.0.1 (ADDRESS)',
  );
  expect(await reason(server, { cluster: { 'tls-server-name': 'eu.example.com' } })).toBe('answered');
  expect(await reason(server, { cluster: { 'tls-server-name': 'us.example.com' } })).toBe(
    'server certificate is not for us.example.com, but for eu.example.com, 10.0.0.1 (ADDRESS)',
  );
});

test('a server that does not know who asks', async () => {
  const server = `https://127.0.0.1:${await answering(trusted, { status: 401 })}`;
  const client = (pair: Certificate) => ({
    'client-certificate-data': base64(pair.certificate),
    'client-key-data': base64(pair.key),
  });
  const valid = await issueCertificate(authority, { commonName: 'ann' });
  const end = yesterday();
  const expired = await issueCertificate(authority, { commonName: 'ann', expires: end });
  expect(await reason(server, { user: { token: 'x' } })).toBe('unauthorized: the token was refused (ADDRESS)');
  expect(await reason(server, { user: client(valid) })).toBe(
    'unauthorized: the client certificate was refused (ADDRESS)',
  );
  expect(await reason(server, { user: client(expired) })).toBe(
    `unauthorized: the client certificate expired on ${end.toISOString().slice(0, 10)} (ADDRESS)`,
  );
  expect(await reason(server)).toBe('unauthorized: the kubeconfig gives no credentials for it (ADDRESS)');
});

test('a server that ends the handshake because it wants a certificate', async () => {
  const server = `https://127.0.0.1:${await answering(trusted, { options: { requestCert: true, ca: authority.certificate } })}`;
  expect(await reason(server)).toBe('the server ended the TLS handshake: certificate required (ADDRESS)');
});

test('a server of http that wants credentials', async () => {
  const server = createHttpServer((_, response) => response.writeHead(401, { connection: 'close' }).end('{}'));
  const address = `http://127.0.0.1:${await portOf(server)}`;
  expect(await reason(address, { user: { token: 't' } })).toBe(
    'unauthorized: it wants credentials (ADDRESS); no credentials are sent over http; use https',
  );
  expect(await reason(address)).toBe('unauthorized: it wants credentials (ADDRESS)');
});

test('a server that forbids, and one that is broken', async () => {
  expect(await reason(`https://127.0.0.1:${await answering(trusted, { status: 403 })}`)).toBe('forbidden (ADDRESS)');
  expect(await reason(`https://127.0.0.1:${await answering(trusted, { status: 503 })}`)).toBe(
    'server error 503: Service Unavailable (ADDRESS)',
  );
});

test('a credential plugin that is missing, fails or takes too long', async () => {
  const server = `https://127.0.0.1:${await answering(trusted)}`;
  const plugin = (command: string, ...args: string[]) => ({
    user: {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command,
        args,
        installHint: 'Get it.',
        interactiveMode: 'Never' as const,
      },
    },
    timeout: 1000,
  });
  expect(await reason(server, plugin('no-such-login'))).toBe(
    'credential plugin no-such-login is not installed: Get it.',
  );
  expect(await reason(server, plugin('sh', '-c', 'echo log in first >&2; exit 5'))).toBe(
    'credential plugin sh failed with exit code 5: log in first',
  );
  expect(await reason(server, plugin('sleep', '30'))).toBe('credential plugin sleep: no answer within 1s');
});

test('a proxy that is not there', async () => {
  const cluster = { 'proxy-url': 'http://127.0.0.1:1' };
  expect(await reason(`https://127.0.0.1:${await answering(trusted)}`, { cluster })).toBe(
    'proxy: connection refused, nothing listens there (ADDRESS through http://127.0.0.1:1)',
  );
});
