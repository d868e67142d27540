import { isIP } from 'node:net';
import tls, { type ConnectionOptions, type PeerCertificate, type SecureContext } from 'node:tls';
import { authoritiesIn } from '../credentials/certificates.ts';
import type { Connection } from '../kubeconfig/cluster.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { dataOrFile } from '../credentials/files.ts';
import { networkError } from './network-error.ts';

/** The certificates and names by which both ends of a connection prove their identity. */
interface TlsOptions extends Pick<ConnectionOptions, 'servername' | 'checkServerIdentity'> {
  secureContext: SecureContext;
  rejectUnauthorized: boolean;
}

/**
 * Returns the TLS options for a cluster of a kubeconfig and its credentials. `address` is the
 * server's address for messages.
 * @param onCertificate called with the server's certificate after its chain is checked
 * @throws ClusterError CredentialsInvalid when certificate and key do not match
 */
export async function tlsOptions(
  { cluster, names }: Connection,
  credentials: Credentials,
  address: string,
  onCertificate: (certificate: PeerCertificate) => void = () => undefined,
): Promise<TlsOptions> {
  const authorities = await dataOrFile(cluster, 'certificate-authority', `cluster "${names.cluster}"`);
  const ca = authorities === undefined ? systemAuthorities() : authoritiesIn(authorities);
  try {
    return {
      // Created once for all connections of the agent. The parsing of authorities takes
      // milliseconds.
      secureContext: tls.createSecureContext({
        ca,
        cert: credentials.certificate,
        key: credentials.key,
        // As in Go, each certificate is a root, whoever has signed it. With this flag, Node 20
        // trusts no default root.
        ...(ca !== undefined && { allowPartialTrustChain: true }),
      }),
      rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
      ...expectedName(cluster['tls-server-name'] ?? '', onCertificate),
    };
  } catch (error) {
    throw networkError(error, address);
  }
}

/**
 * Returns the name that the server's certificate must have. TLS sends no addresses as server name
 * (RFC 6066), so an address is only compared with the certificate.
 */
function expectedName(
  name: string,
  onCertificate: (certificate: PeerCertificate) => void,
): Pick<ConnectionOptions, 'servername' | 'checkServerIdentity'> {
  const address = name.replace(/^\[|\]$/g, '');
  const isAddress = isIP(address) !== 0;
  return {
    ...(name !== '' && { servername: isAddress ? '' : name }),
    checkServerIdentity: (host, certificate) => {
      onCertificate(certificate);
      return tls.checkServerIdentity(isAddress ? address : host, certificate);
    },
  };
}

/**
 * Returns the authorities that the machine trusts in addition to Node's own, as kubectl does. Node
 * 20 cannot list them.
 */
export function systemAuthorities(): string[] | undefined {
  if (!('getCACertificates' in tls)) return undefined;
  known ??= [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
  if (!('setDefaultCACertificates' in tls)) return known;
  // Node parses its default authorities once, but those of a context for each context. With 30
  // clusters that took most of a second.
  if (!areDefault) tls.setDefaultCACertificates(known);
  areDefault = true;
  return undefined;
}

let known: string[] | undefined;
let areDefault = false;
