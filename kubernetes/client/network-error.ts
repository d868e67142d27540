import { ClusterError, type ClusterErrorReason } from '../errors/cluster-error.ts';

type Kind = readonly [ClusterErrorReason, string];

const expired: Kind = ['CertificateRefused', 'server certificate expired'];
const selfSigned: Kind = ['CertificateRefused', 'server certificate not trusted: self-signed'];
const untrusted: Kind = ['CertificateRefused', 'server certificate not trusted: unknown authority'];
const closed: Kind = ['Unreachable', 'connection closed without an answer'];
const cutOff: Kind = ['Unreachable', 'connection closed in the middle of the answer'];
const hostUnknown: Kind = ['Unreachable', 'host name not found'];
const unsendable: Kind = ['CredentialsInvalid', 'the credentials have characters that HTTP cannot send'];

/** Messages for Node's error codes. The address follows in brackets. */
const networkKinds: Readonly<Record<string, Kind>> = {
  ECONNREFUSED: ['Unreachable', 'connection refused, nothing listens there'],
  ENOTFOUND: hostUnknown,
  ENODATA: hostUnknown,
  EAI_NODATA: hostUnknown,
  EAI_NONAME: hostUnknown,
  EAI_AGAIN: ['Unreachable', 'host name not found: the name server does not answer'],
  EHOSTUNREACH: ['Unreachable', 'no route to the host'],
  ENETUNREACH: ['Unreachable', 'no route to the network'],
  ETIMEDOUT: ['Timeout', 'no answer: the connection timed out'],
  ECONNRESET: closed,
  EPIPE: closed,
  ERR_STREAM_PREMATURE_CLOSE: cutOff,
  Z_BUF_ERROR: ['Unreachable', 'the compressed answer ends in the middle'],
  Z_DATA_ERROR: ['InvalidAnswer', 'the answer says gzip and is something else'],
  ERR_INVALID_CHAR: unsendable,
  ERR_HTTP_INVALID_HEADER_VALUE: unsendable,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: ['CertificateRefused', 'server certificate not valid yet; is the clock right?'],
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  INVALID_PURPOSE: ['CertificateRefused', 'server certificate is not made for servers'],
};

/**
 * Returns the ClusterError of an error of a connection. `address` is the server's address, with the
 * proxy where one is used.
 */
export function networkError(error: unknown, address: string): ClusterError {
  if (error instanceof ClusterError) return error;
  const [code, words] = networkWords(error);
  return new ClusterError(code, `${words} (${address})`, { cause: error });
}

/**
 * Returns the kind and message of an error, without the address. Handles every error thrown while
 * one cluster is asked, also an unexpected one, so that it fails that cluster only.
 */
export function networkWords(error: unknown): Kind {
  if (error instanceof ClusterError) return [error.reason, error.message];
  if (!(error instanceof Error)) return ['Unreachable', String(error)];
  const code = 'code' in error ? String(error.code) : '';
  // Node's code for a connection that ends after the headers.
  if (code === 'ECONNRESET' && error.message === 'aborted') return cutOff;
  return networkKinds[code] ?? otherKind(code, error);
}

function otherKind(code: string, error: Error): Kind {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return ['CertificateRefused', wrongHostWords(error)];
  if (/wrong version number|packet length too long/.test(error.message)) {
    return ['InvalidAnswer', 'what listens there does not speak TLS'];
  }
  // An alert is the server's message about the client's own certificate.
  const alert = /alert ([a-z ]+?)(?: number|:)/.exec(error.message)?.[1];
  if (alert !== undefined) return ['Unauthorized', `the server ended the TLS handshake: ${alert}`];
  if (code.startsWith('ERR_OSSL_'))
    return ['CredentialsInvalid', `the client certificate and key do not work: ${error.message}`];
  if (code.startsWith('HPE_')) return ['InvalidAnswer', 'what listens there does not speak HTTP'];
  // OpenSSL's message has addresses and file names around the reason.
  if ('reason' in error) return ['Unreachable', `the TLS handshake failed: ${String(error.reason)}`];
  return ['Unreachable', error.message === '' ? `${error.name} ${code}`.trim() : error.message];
}

/** Number of a certificate's names that a message shows. */
const shownNames = 3;

/**
 * Returns the message for a certificate of another host. Node's error has the requested host and
 * the names in the certificate.
 */
function wrongHostWords(error: Error): string {
  const host = 'host' in error ? String(error.host) : 'this host';
  const cert: unknown = 'cert' in error ? error.cert : undefined;
  const text = typeof cert === 'object' && cert !== null && 'subjectaltname' in cert ? String(cert.subjectaltname) : '';
  const names = text
    .replaceAll(/DNS:|IP Address:/g, '')
    .split(', ')
    .filter(name => name !== '');
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : '';
  const list = names.length === 0 ? 'no host at all' : `${names.slice(0, shownNames).join(', ')}${more}`;
  return `server certificate is not for ${host.replace(/\.$/, '')}, but for ${list}`;
}
