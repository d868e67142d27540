import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthority, issueCertificate, type Certificate } from './certificates.ts';

const authority = await createAuthority('hub-ca');

test('a certificate says for whom it is and who vouches for it', async () => {
  const expires = new Date('2030-01-02T03:04:05Z');
  const subject = { commonName: 'anna', organizations: ['payments', 'retail'], hosts: ['anna.example', '127.0.0.1'] };
  const read = new X509Certificate((await issueCertificate(authority, { ...subject, expires })).certificate);
  expect(read.subject).toBe('O=payments\nO=retail\nCN=anna');
  expect(read.subjectAltName).toBe('DNS:anna.example, IP Address:127.0.0.1');
  expect(read.validToDate).toEqual(expires);
  expect(read.issuer).toBe('CN=hub-ca');
  expect(read.ca).toBe(false);
});

test('a certificate is checked by the authority that issued it, and by no other of that name', async () => {
  const read = new X509Certificate((await issueCertificate(authority, { commonName: 'anna' })).certificate);
  const own = new X509Certificate(authority.certificate);
  const other = new X509Certificate((await createAuthority('hub-ca')).certificate);
  expect([own.ca, own.verify(own.publicKey)]).toEqual([true, true]);
  expect([read.verify(own.publicKey), read.verify(other.publicKey)]).toEqual([true, false]);
});

test('a server trusts the client for whom its authority vouches', async () => {
  expect(await clientAsSeen(await issueCertificate(authority, { commonName: 'anna' }))).toBe('CN=anna trusted');
});

test('a server does not trust a client whose certificate has expired', async () => {
  const expired = await issueCertificate(authority, { commonName: 'anna', expires: new Date(Date.now() - 1000) });
  expect(await clientAsSeen(expired)).toBe('CN=anna CERT_HAS_EXPIRED');
});

/** Returns the verdict of a server that asks a client for a certificate. */
async function clientAsSeen({ certificate: cert, key }: Certificate): Promise<string> {
  const serving = await issueCertificate(authority, { commonName: 'server', hosts: ['localhost'] });
  const ca = authority.certificate;
  const server = createServer({
    ca,
    cert: serving.certificate,
    key: serving.key,
    requestCert: true,
    rejectUnauthorized: false,
  });
  onTestFinished(() => {
    server.close();
  });
  const seen = new Promise<string>(resolve => {
    server.on('secureConnection', socket => {
      const { subject } = socket.getPeerX509Certificate() ?? {};
      resolve(`${subject ?? ''} ${socket.authorized ? 'trusted' : String(socket.authorizationError)}`);
      socket.end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  connect({ ca, cert, key, host: '127.0.0.1', servername: 'localhost', ...(port && { port }) }).resume();
  return seen;
}
