import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import { ClusterError } from '../errors/cluster-error.ts';
import { statusReason } from '../errors/status-reason.ts';

/** An API server, the connection options to reach it, and the credentials of the client. */
export interface ApiServer {
  /** URL without a slash at its end, e.g. https://10.0.0.1:6443 */
  readonly url: string;
  /**
   * Adds the credentials to a request. Adds agent, TLS options and lookup where they differ from
   * the defaults of Node.
   */
  readonly authenticate: (request: ApiRequest) => Promise<void>;
  /**
   * Looks for other credentials after a 401. Returns true when the next request has others than
   * this one had.
   */
  readonly reauthenticate?: (refused: ApiRequest) => Promise<boolean>;
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
  /** The address of a redirect; '' for none. */
  location: string;
  /** Seconds after which the server wants to be asked again; undefined where it does not tell. */
  retryAfter?: number | undefined;
}

/** Number of characters of a body that a message shows. */
const longest = 300;

/** Returns the error of a refusal: the path of the request, then the server's own words. */
export function refusalError({ path, status, body }: Refusal): ClusterError {
  const reason = status < 400 ? 'InvalidAnswer' : statusReason(status, body);
  return new ClusterError(reason, `${path} answers ${status}: ${body.trim().slice(0, longest)}`, { status });
}
