import type { Refusal } from './api-server.ts';
import { ClusterError } from '../errors/cluster-error.ts';
import { statusMessage, statusReason } from '../errors/status-reason.ts';

/** The server that was asked, and the meaning of a 401 from it, e.g. "the token was refused". */
interface Asked {
  address: string;
  credentials: string;
}

/**
 * Returns the error of a refusal in the words of its Status object, else in those of HTTP: a
 * gateway before a cluster answers in HTML.
 */
export function statusError(refusal: Refusal, asked: Asked): ClusterError {
  const { status, body } = refusal;
  const reason = status < 400 ? 'InvalidAnswer' : statusReason(status, body);
  return new ClusterError(reason, wordsOf(refusal, shortened(statusMessage(body)), asked), { status });
}

function wordsOf({ status, phrase, location }: Refusal, said: string, { address, credentials }: Asked): string {
  if (status < 400) {
    // A login may put a secret behind the question mark.
    const where = location === '' ? '' : ` to ${location.replace(/\?.*$/s, '')}`;
    return `the server sends elsewhere, HTTP ${status}${where} (${address})`;
  }
  if (status === 401) return `unauthorized: ${credentials} (${address})`;
  if (status >= 500) return `${[`server error ${status}`, said || phrase].filter(Boolean).join(': ')} (${address})`;
  return said === '' ? `${defaultWords[status] ?? `HTTP ${status} ${phrase}`.trim()} (${address})` : said;
}

const defaultWords: Readonly<Partial<Record<number, string>>> = { 403: 'forbidden', 404: 'not found', 410: 'gone' };

/** How many characters of a server's message are shown. */
const longest = 300;

function shortened(message: string): string {
  return message.length > longest ? `${message.slice(0, longest)}...` : message;
}
