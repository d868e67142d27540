import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import { ClusterError } from '../errors/cluster-error.ts';
import { statusReason } from '../errors/status-reason.ts';

/** An API server, the way to it, and the credentials of whoever asks. */
export interface ApiServer {
  /** Without a slash at its end, e.g. https://10.0.0.1:6443 */
  readonly url: string;
  /**
   * Adds to a request its credentials and, where they differ from Node's own, agent, TLS options
   * and lookup.
   */
  readonly authenticate: (request: ApiRequest) => Promise<void>;
}

/** The options of a request before it is sent. */
export type ApiRequest = RequestOptions & { headers: OutgoingHttpHeaders };

/** An HTTP answer other than success. */
export interface Refusal {
  /** Path and query of the request. */
  path: string;
  status: number;
  /** The reason phrase of HTTP, e.g. Bad Gateway. */
  phrase: string;
  body: string;
  /** The address to which the server sends the client instead; '' for none. */
  location: string;
}

/** How many characters of a body are shown. */
const longest = 300;

/** Returns the error of a refusal in the server's own words, behind the path that was asked for. */
export function refusalError({ path, status, body }: Refusal): ClusterError {
  const reason = status < 400 ? 'InvalidAnswer' : statusReason(status, body);
  return new ClusterError(reason, `${path} answers ${status}: ${body.trim().slice(0, longest)}`, { status });
}
