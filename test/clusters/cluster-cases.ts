import type { Authority, Certificate } from '../testbed/certificates/certificates.ts';

/**
 * Servers and certificates that cases speak of. The server has a certificate of `between`, which
 * `root` vouches for, as for the client.
 */
export interface Environment {
  https: string;
  http: string;
  root: Authority;
  between: Authority;
  serving: Certificate;
  client: Certificate;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

interface ClusterCase {
  cluster: (environment: Environment) => object;
  /** True where the server is asked. */
  works: boolean;
}

/** A cluster entry of https with this authority. */
const trusting = (authority: (environment: Environment) => string, works: boolean): ClusterCase => ({
  cluster: environment => ({ server: environment.https, 'certificate-authority-data': authority(environment) }),
  works,
});

/** A cluster entry that is well but for this. */
const cluster = (works: boolean, changes: (environment: Environment) => object): ClusterCase => ({
  cluster: environment => ({
    server: environment.https,
    'certificate-authority-data': base64(environment.between.certificate),
    ...changes(environment),
  }),
  works,
});

export const clusterCases: Readonly<Record<string, ClusterCase>> = {
  'an authority that another vouches for': trusting(({ between }) => base64(between.certificate), true),
  "the server's own certificate": trusting(({ serving }) => base64(serving.certificate), true),
  'another authority first': trusting(({ root, between }) => base64(root.certificate + between.certificate), true),
  'words and a certificate that is none before it': trusting(
    ({ between }) =>
      base64(`root:\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${between.certificate}`),
    true,
  ),
  'a certificate that vouches for nobody': trusting(({ client }) => base64(client.certificate), false),
  'line breaks in base64': trusting(({ between }) => base64(between.certificate).replace(/(.{64})/g, '$1\r\n'), true),
  'spaces in base64': trusting(({ between }) => base64(between.certificate).replace(/(.{64})/g, '$1 '), false),
  'base64 without its padding': trusting(
    // Certificates differ in length, and every third text needs no padding.
    ({ between: { certificate } }) =>
      base64(certificate.padEnd(3 * Math.ceil(certificate.length / 3) + 1, '\n')).replace('==', ''),
    false,
  ),
  'base64 for addresses': trusting(() => '-_-_', false),
  'PEM that is not encoded': trusting(({ between }) => between.certificate, false),
  'a key for an authority': trusting(({ between }) => base64(between.key), false),
  'no PEM': trusting(() => base64('root'), false),
  'DATA+OMITTED': trusting(() => 'DATA+OMITTED', false),
  'no authority': trusting(() => '', false),
  'an authority as data and as a file': cluster(false, () => ({ 'certificate-authority': 'client.crt' })),
  'a file that is missing': cluster(false, () => ({ 'certificate-authority-data': '', 'certificate-authority': 'no' })),
  'a file that is empty': cluster(false, () => ({
    'certificate-authority-data': '',
    'certificate-authority': 'empty',
  })),
  'no check and an authority': cluster(false, () => ({ 'insecure-skip-tls-verify': true })),
  'no check': cluster(true, () => ({ 'certificate-authority-data': null, 'insecure-skip-tls-verify': true })),
  'a truth that is a text': cluster(false, () => ({ 'insecure-skip-tls-verify': 'false' })),
  'a name to look for': cluster(true, () => ({ 'tls-server-name': 'eu.example.com' })),
  'another name': cluster(false, () => ({ 'tls-server-name': 'us.example.com' })),
  'an address to look for': cluster(true, () => ({ 'tls-server-name': '10.0.0.1' })),
  'an address of version 6': cluster(true, () => ({ 'tls-server-name': '::1' })),
  'an address in brackets': cluster(true, () => ({ 'tls-server-name': '[::1]' })),
  'another address': cluster(false, () => ({ 'tls-server-name': '10.0.0.2' })),
  'a path, slashes and a query': cluster(true, ({ https }) => ({ server: `${https}/k8s//c-1//?a=b#c` })),
  'a scheme in capitals': cluster(true, ({ https }) => ({ server: https.replace('https', 'HTTPS') })),
  'no scheme, for a server of https': cluster(false, ({ https }) => ({ server: https.replace('https://', '') })),
  'no scheme, for a server of http': cluster(true, ({ http }) => ({ server: http.replace('http://', '') })),
  'a path and no scheme': cluster(false, ({ http }) => ({ server: `${http.replace('http://', '')}/k8s` })),
  'another scheme': cluster(false, ({ http }) => ({ server: http.replace('http', 'ftp') })),
  'a space before the server': cluster(false, ({ https }) => ({ server: ` ${https}` })),
  'a server of http': cluster(true, ({ http }) => ({ server: http })),
  'a proxy without a scheme': cluster(false, () => ({ 'proxy-url': '127.0.0.1:1' })),
  'a proxy of another scheme': cluster(false, () => ({ 'proxy-url': 'ftp://127.0.0.1:1' })),
};
