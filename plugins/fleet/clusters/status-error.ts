import { ClusterError, type ClusterErrorCode } from './reasons.ts';

/** Who was asked, and what the server would have to object to in a 401, e.g. "the token was refused". */
interface Asked {
  address: string;
  credentials: string;
}

/** An HTTP answer other than success. */
interface Refusal {
  status: number;
  /** What HTTP calls the reason phrase, e.g. Bad Gateway. */
  phrase: string;
  body: string;
  /** Where the server sends the client instead; '' for nowhere. */
  location: string;
}

/** What such an answer means: in the words of its Status object, else in those of HTTP, as what stands before a cluster answers in HTML. */
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
  // What follows the question mark may be a secret of a login.
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
