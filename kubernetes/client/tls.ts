import { isIP } from 'node:net';
import tls, { type ConnectionOptions, type SecureContext } from 'node:tls';
import { authoritiesIn } from '../credentials/certificates.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { dataOrFile } from '../credentials/files.ts';
import { networkError } from './network-error.ts';

/** How a connection proves who is at either end. */
interface TlsOptions extends Pick<ConnectionOptions, 'servername' | 'checkServerIdentity'> {
  secureContext: SecureContext;
  rejectUnauthorized: boolean;
}

/**
 * The TLS options of a kubeconfig cluster and its credentials. `address` is where they are for.
 * @throws ClusterError CredentialsInvalid when they do not fit together
 */
export async function tlsOptions(
  { cluster, names }: Connection,
  credentials: Credentials,
  address: string,
): Promise<TlsOptions> {
  const authorities = await dataOrFile(cluster, 'certificate-authority', `cluster "${names.cluster}"`);
  const ca = authorities === undefined ? systemAuthorities() : authoritiesIn(authorities);
  try {
    return {
      // Made once for all connections of the agent: parsing authorities costs milliseconds.
      secureContext: tls.createSecureContext({
        ca,
        cert: credentials.certificate,
        key: credentials.key,
        // As in Go, each of them is a root, whoever has signed it. With this, Node 20 trusts nobody
        // by default.
        ...(ca !== undefined && { allowPartialTrustChain: true }),
      }),
      rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
      ...expectedName(cluster['tls-server-name'] ?? ''),
    };
  } catch (error) {
    throw networkError(error, address);
  }
}

/**
 * The name that the server's certificate has to have. TLS sends no addresses (RFC 6066), so one is
 * only looked for in the certificate.
 */
function expectedName(name: string): Pick<TlsOptions, 'servername' | 'checkServerIdentity'> {
  if (name === '') return {};
  const address = name.replace(/^\[|\]$/g, '');
  if (isIP(address) === 0) return { servername: name };
  return { servername: '', checkServerIdentity: (_, certificate) => tls.checkServerIdentity(address, certificate) };
}

/**
 * The authorities that the machine trusts beside Node's own, as kubectl does; Node 20 cannot tell.
 */
export function systemAuthorities(): string[] | undefined {
  if (!('getCACertificates' in tls)) return undefined;
  known ??= [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
  if (!('setDefaultCACertificates' in tls)) return known;
  // Node parses its defaults once, and what a context is given for each context: with 30 clusters
  // that took most of a second.
  if (!areDefault) tls.setDefaultCACertificates(known);
  areDefault = true;
  return undefined;
}

let known: string[] | undefined;
let areDefault = false;
