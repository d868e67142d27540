import { createServer } from 'node:https';
import type { ClusterEntry, UserEntry } from '../../../kubernetes/kubeconfig/schema.ts';
import {
  createAuthority,
  issueCertificate,
  selfSigned,
  type Certificate,
} from '../../testbed/certificates/certificates.ts';
import type { Fault } from './fault.ts';
import { httpProxy } from './proxies.ts';
import { portOf } from './sockets.ts';

const hosts = ['127.0.0.1'];
const yesterday = () => new Date(Date.now() - 86_400_000);
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A server with a certificate, and a kubeconfig that trusts the authority. */
function serving(
  name: string,
  words: RegExp,
  certificateOf: (authority: Awaited<ReturnType<typeof createAuthority>>) => Promise<Certificate>,
  { options = {}, user = {} }: { options?: object; user?: UserEntry } = {},
): Fault {
  return {
    name: `TLS: ${name}`,
    words,
    context: async () => {
      const authority = await createAuthority('ca');
      const { certificate: cert, key } = await certificateOf(authority);
      const server = createServer({ cert, key, ...options }, (_, response) => response.end('{}'));
      const cluster: ClusterEntry = {
        server: `https://127.0.0.1:${await portOf(server)}`,
        'certificate-authority-data': base64(authority.certificate),
      };
      return { cluster, user };
    },
  };
}

const manyHosts = Array.from({ length: 40 }, (_, index) => `api-${index}.example.com`);

export const tlsFaults: Fault[] = [
  serving('expired', /^server certificate expired \(/, authority =>
    issueCertificate(authority, { commonName: 's', hosts, expires: yesterday() }),
  ),
  serving('another authority', /^server certificate not trusted: unknown authority \(/, async () =>
    issueCertificate(await createAuthority('other'), { commonName: 's', hosts }),
  ),
  serving('self-signed', /^server certificate not trusted: self-signed \(/, () => selfSigned('127.0.0.1')),
  serving(
    'another host',
    /^server certificate is not for 127\.0\.0\.1, but for api-0\.example\.com, api-1\.example\.com, api-2\.example\.com and 37 more \(/,
    authority => issueCertificate(authority, { commonName: 's', hosts: manyHosts }),
  ),
  serving(
    'a certificate of the client is wanted',
    /^the server ended the TLS handshake: /,
    authority => issueCertificate(authority, { commonName: 's', hosts }),
    { options: { requestCert: true, rejectUnauthorized: true } },
  ),
  serving('an old version', /\(https:/, authority => issueCertificate(authority, { commonName: 's', hosts }), {
    options: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  }),
  {
    name: 'TLS: another host, behind a proxy',
    words: /^server certificate is not for eu\.example\.com, but for 127\.0\.0\.1 \(/,
    context: async (): ReturnType<Fault['context']> => {
      const authority = await createAuthority('ca');
      const { certificate: cert, key } = await issueCertificate(authority, { commonName: 's', hosts });
      const port = await portOf(createServer({ cert, key }, (_, response) => response.end('{}')));
      const cluster: ClusterEntry = {
        server: 'https://eu.example.com:6443',
        'certificate-authority-data': base64(authority.certificate),
        'proxy-url': await httpProxy(port),
      };
      return { cluster, user: {} };
    },
  },
];
