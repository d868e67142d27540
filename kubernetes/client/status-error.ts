import { ClusterError, type ClusterErrorCode } from '../errors/cluster-error.ts';

/** The server that was asked, and the meaning of a 401 from it, e.g. "the token was refused". */
interface Asked {
  address: string;
  credentials: string;
}

/** An HTTP answer other than success. */
interface Refusal {
  status: number;
  /** The reason phrase of HTTP, e.g. Bad Gateway. */
  phrase: string;
  body: string;
  /** The address to which the server sends the client instead; '' for none. */
  location: string;
}

/** The meaning of such an answer, in the words of its Status object, else in those of HTTP: a gateway before a cluster answers in HTML. */
export function statusError(refusal: Refusal, asked: Asked): ClusterError {
  const { status } = refusal;
  const [code, words] = kindOf(refusal, messageOf(refusal.body), asked);
  return new ClusterError(code, words, { status });
}

function kindOf(
  { status, phrase, location }: Refusal,
  said: string,
  { address, credentials }: Asked,
): readonly [ClusterErrorCode, string] {
  const orSaid = (words: string) => (said === '' ? `${words} (${address})` : said);
  if (status === 401) return ['UNAUTHORIZED', `unauthorized: ${credentials} (${address})`];
  if (status === 403) return ['FORBIDDEN', orSaid('forbidden')];
  if (status === 404) return ['NOT_FOUND', orSaid('not found')];
  if (status === 410) return ['GONE', orSaid('gone')];
  if (status >= 500)
    return ['REFUSED', `${[`server error ${status}`, said || phrase].filter(Boolean).join(': ')} (${address})`];
  if (status >= 400) return ['REFUSED', orSaid(`HTTP ${status} ${phrase}`.trim())];
  // A login may put a secret behind the question mark.
  const where = location === '' ? '' : ` to ${location.replace(/\?.*$/s, '')}`;
  return ['NOT_KUBERNETES', `the server sends elsewhere, HTTP ${status}${where} (${address})`];
}

/** How many characters of a server's message are shown. */
const longest = 300;

/** The message of a Status object, '' without one. */
function messageOf(body: string): string {
  try {
    const status: unknown = JSON.parse(body);
    const isStatus = typeof status === 'object' && status !== null && 'message' in status;
    const message = isStatus && typeof status.message === 'string' ? status.message : '';
    return message.length > longest ? `${message.slice(0, longest)}...` : message;
  } catch {
    return '';
  }
}
