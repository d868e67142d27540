/** Why one cluster gave no answer, or not the whole one. The message is what the user reads after the cluster's name. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly code: ClusterErrorCode;
  /** The HTTP status of an answer that was a refusal. */
  readonly status: number | undefined;

  constructor(code: ClusterErrorCode, message: string, options?: ErrorOptions & { status?: number }) {
    super(message, options);
    this.code = code;
    this.status = options?.status;
  }
}

/** Whether an error is the server's answer about one request alone, e.g. forbidden; 401 says that it does not know who asks at all. */
export function isRefusal(error: unknown): error is ClusterError {
  return error instanceof ClusterError && error.status !== undefined && error.status !== 401;
}

export type ClusterErrorCode =
  | 'CONTEXT_BROKEN'
  | 'CREDENTIALS_UNUSABLE'
  | 'PLUGIN_FAILED'
  | 'INTERRUPTED'
  | 'NO_ANSWER'
  | 'UNREACHABLE'
  | 'CERTIFICATE_REFUSED'
  | 'NOT_KUBERNETES'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'GONE'
  | 'REFUSED'
  | 'UNJUDGED';

type Kind = readonly [ClusterErrorCode, string];

const expired: Kind = ['CERTIFICATE_REFUSED', 'server certificate expired'];
const selfSigned: Kind = ['CERTIFICATE_REFUSED', 'server certificate not trusted: self-signed'];
const untrusted: Kind = ['CERTIFICATE_REFUSED', 'server certificate not trusted: unknown authority'];
const closed: Kind = ['UNREACHABLE', 'connection closed without an answer'];

/** What Node's error codes mean to a person; the address follows in brackets. */
const networkWords: Readonly<Record<string, Kind>> = {
  ECONNREFUSED: ['UNREACHABLE', 'connection refused, nothing listens there'],
  ENOTFOUND: ['UNREACHABLE', 'host name not found'],
  EAI_AGAIN: ['UNREACHABLE', 'host name not found: the name server does not answer'],
  EHOSTUNREACH: ['UNREACHABLE', 'no route to the host'],
  ENETUNREACH: ['UNREACHABLE', 'no route to the network'],
  ETIMEDOUT: ['NO_ANSWER', 'no answer: the connection timed out'],
  ECONNRESET: closed,
  EPIPE: closed,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: ['CERTIFICATE_REFUSED', 'server certificate not valid yet; is the clock right?'],
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  INVALID_PURPOSE: ['CERTIFICATE_REFUSED', 'server certificate is not made for servers'],
};

/** Puts an error of a connection into words. `address` is the server's, with the proxy where one is used. */
export function networkError(error: unknown, address: string): ClusterError {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error ? String(error.code) : '';
  const [kind, words] = networkWords[code] ?? otherNetworkWords(code, error);
  return new ClusterError(kind, `${words} (${address})`, { cause: error });
}

function otherNetworkWords(code: string, error: Error): Kind {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return ['CERTIFICATE_REFUSED', wrongHostWords(error)];
  if (/wrong version number|packet length too long/.test(error.message)) {
    return ['NOT_KUBERNETES', 'what listens there does not speak TLS'];
  }
  // An alert is what the server says about our own certificate.
  const alert = /alert ([a-z ]+?)(?: number|:)/.exec(error.message)?.[1];
  if (alert !== undefined) return ['UNAUTHORIZED', `the server ended the TLS handshake: ${alert}`];
  if (code.startsWith('ERR_OSSL_'))
    return ['CREDENTIALS_UNUSABLE', `the client certificate and key do not work: ${error.message}`];
  if (code.startsWith('HPE_')) return ['NOT_KUBERNETES', 'what listens there does not speak HTTP'];
  if (code === '') throw error;
  return ['UNREACHABLE', error.message];
}

/** Node's error says which host was asked and which names the certificate has. */
function wrongHostWords(error: Error): string {
  const host = 'host' in error ? String(error.host) : 'this host';
  const cert: unknown = 'cert' in error ? error.cert : undefined;
  const names =
    typeof cert === 'object' && cert !== null && 'subjectaltname' in cert ? String(cert.subjectaltname) : '';
  const list = names.replaceAll(/DNS:|IP Address:/g, '');
  return `server certificate is not for ${host.replace(/\.$/, '')}, but for ${list === '' ? 'no host at all' : list}`;
}

/** What an HTTP status other than success means. `said` is the message of the server's Status object, '' without one. */
export function statusError(status: number, said: string, { address, credentials }: Asked): ClusterError {
  const error = (code: ClusterErrorCode, words: string) => new ClusterError(code, words, { status });
  if (status === 401) return error('UNAUTHORIZED', `unauthorized: ${credentials} (${address})`);
  if (status === 403) return error('FORBIDDEN', said === '' ? `forbidden (${address})` : said);
  if (status === 404) return error('NOT_FOUND', said === '' ? `not found (${address})` : said);
  if (status === 410) return error('GONE', said);
  if (status >= 300 && status < 400)
    return error('NOT_KUBERNETES', `the server sends elsewhere, HTTP ${status} (${address})`);
  if (status >= 500) return error('REFUSED', `server error ${status}${said === '' ? '' : `: ${said}`} (${address})`);
  return error('REFUSED', said === '' ? `HTTP ${status} (${address})` : said);
}

/** Who was asked, and what the server would have to object to in a 401, e.g. "the token was refused". */
interface Asked {
  address: string;
  credentials: string;
}
