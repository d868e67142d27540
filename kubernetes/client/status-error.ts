import type { Refusal } from './api-server.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { statusMessage, statusReason } from '../errors/status-reason.ts';

/** The requested server, and the meaning of its 401, e.g. "the token was refused". */
interface Asked {
  address: string;
  credentials: string;
}

/**
 * Returns the error of a refusal with the message of its Status object. Without a Status object it
 * uses HTTP's reason phrase: a gateway in front of a cluster answers in HTML.
 */
export function statusError(refusal: Refusal, asked: Asked): ClusterError {
  const { status, body } = refusal;
  const reason = status < 400 ? 'InvalidAnswer' : statusReason(status, body);
  return new ClusterError(reason, wordsOf(refusal, shortened(statusMessage(body)), asked), { status });
}

function wordsOf(
  { status, phrase, location, retryAfter }: Refusal,
  said: string,
  { address, credentials }: Asked,
): string {
  if (status < 400) {
    // A login page may have a secret after the question mark.
    const where = location === '' ? '' : ` to ${location.replace(/\?.*$/s, '')}`;
    return `the server sends elsewhere, HTTP ${status}${where} (${address})`;
  }
  if (status === 401) return `unauthorized: ${credentials} (${address})`;
  if (status === 429 && retryAfter !== undefined) {
    return `${said || phrase}, and asks to wait for ${retryAfter}s (${address})`;
  }
  if (status >= 500) return `${[`server error ${status}`, said || phrase].filter(Boolean).join(': ')} (${address})`;
  return said === '' ? `${defaultWords[status] ?? `HTTP ${status} ${phrase}`.trim()} (${address})` : said;
}

const defaultWords: Readonly<Partial<Record<number, string>>> = { 403: 'forbidden', 404: 'not found', 410: 'gone' };

/** Number of characters of a server's message that are shown. */
const longest = 300;

function shortened(message: string): string {
  return message.length > longest ? `${message.slice(0, longest)}...` : message;
}
