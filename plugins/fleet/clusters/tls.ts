import tls, { type SecureContext } from 'node:tls';
import type { Connection } from './cluster.ts';
import type { Credentials } from './credentials.ts';
import { dataOrFile } from './files.ts';
import { networkError } from './reasons.ts';

/** How a connection proves who is at either end. */
interface TlsOptions {
  secureContext: SecureContext;
  rejectUnauthorized: boolean;
  servername?: string;
}

/**
 * The TLS options of a kubeconfig cluster and its credentials. `address` is where they are for.
 * @throws ClusterError CREDENTIALS_UNUSABLE when they do not fit together
 */
export async function tlsOptions(
  { cluster }: Connection,
  credentials: Credentials,
  address: string,
): Promise<TlsOptions> {
  const ca = await dataOrFile(cluster['certificate-authority-data'], cluster['certificate-authority']);
  const servername = cluster['tls-server-name'] ?? '';
  try {
    return {
      // Made once for all connections of the agent: parsing authorities costs milliseconds.
      secureContext: tls.createSecureContext({
        ca: ca ?? systemAuthorities(),
        cert: credentials.certificate,
        key: credentials.key,
      }),
      rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
      ...(servername !== '' && { servername }),
    };
  } catch (error) {
    throw networkError(error, address);
  }
}

/** The authorities that the machine trusts beside Node's own, as kubectl does; Node 20 cannot tell. */
function systemAuthorities(): string[] | undefined {
  if (!('getCACertificates' in tls)) return undefined;
  known ??= [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
  if (!('setDefaultCACertificates' in tls)) return known;
  // Node parses its defaults once, and what a context is given for each context: with 30 clusters that took most of a second.
  if (!areDefault) tls.setDefaultCACertificates(known);
  areDefault = true;
  return undefined;
}

let known: string[] | undefined;
let areDefault = false;
