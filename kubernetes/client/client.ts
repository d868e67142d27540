import { refusalError, type ApiServer, type Refusal } from './api-server.ts';
import { parseAnswer, readBody, unpacked } from './response-body.ts';
import type { RequestLog } from './request-log.ts';
import { createSend, type Sent } from './send.ts';
import { splitLines } from './split-lines.ts';
import type { Lifetime } from '../credentials/lifetimes.ts';
import type { ClusterError } from '../errors/cluster-error.ts';

/** Reads from one API server. Returns JSON as the server wrote it. */
export interface Reader {
  /**
   * Returns the JSON at a path such as /api/v1/nodes?limit=500. Tries once more when a connection
   * closes without an answer.
   * @throws ClusterError; an error of node:net or node:tls for which the client has no message
   */
  get: (path: string, options?: GetOptions) => Promise<unknown>;
  /** Yields an answer of any length as its bytes arrive. @throws like get */
  bytes: (path: string, signal: AbortSignal, options?: AcceptOptions) => AsyncIterable<Uint8Array>;
  /**
   * Yields one JSON value for each line, e.g. of a watch, until the server ends the answer.
   * @throws like get
   */
  lines: (path: string, signal: AbortSignal, options?: LineOptions) => AsyncGenerator;
}

export interface AcceptOptions {
  /** Media type of the answer, e.g. one for the metadata of objects only. */
  accept?: string | undefined;
}

export interface LineOptions extends AcceptOptions {
  /** Is called when the answer begins. A watch may have no line for a long time. */
  onOpen?: (() => void) | undefined;
}

export interface GetOptions extends AcceptOptions {
  /** Ends the request. Replaces the client's own limit. */
  signal?: AbortSignal;
  /** Parses the text of the answer in place of JSON.parse; throws for a text that is no JSON. */
  parse?: ((text: string) => unknown) | undefined;
}

/** Changes objects of one API server. */
export interface Writer {
  /**
   * Sends an object and returns the server's answer. PATCH sends an array as a JSON Patch (RFC
   * 6902) and any other object as a JSON merge patch (RFC 7386).
   * @throws ClusterError, e.g. Conflict when another client has written first
   */
  write: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, object?: unknown) => Promise<unknown>;
}

/** Reads and writes. */
export interface Client extends Reader, Writer {
  /**
   * Returns the certificate by which the server proved its identity; undefined before the first
   * answer, for http and for a certificate that is not checked.
   */
  serverCertificate?: () => Lifetime | undefined;
}

/** A client that can be closed. */
export interface OpenClient extends Client {
  /** Closes its connections. */
  close: () => void;
}

export interface ClientOptions {
  /** Name and version of the program, as servers log it. */
  userAgent: string;
  /**
   * Returns the signal that ends a get or write for which the caller gives no signal. The default
   * ends it after 30 seconds.
   */
  limit?: () => AbortSignal;
  /** Returns the error of an answer other than success. */
  refused?: (refusal: Refusal) => ClusterError;
  /** The server's address in error messages; the default is its URL. */
  address?: string;
  /** Logs each request and answer; see request-log.ts. */
  log?: RequestLog | undefined;
}

/** Returns a client of an API server. Its requests share connections. */
export function createClient(
  server: ApiServer,
  {
    userAgent,
    limit = () => AbortSignal.timeout(30_000),
    refused = refusalError,
    address = server.url,
    log,
  }: ClientOptions,
): OpenClient {
  const { send, close } = createSend(server, { userAgent, address, refused, log });
  const ask = async (sent: Sent, parse?: GetOptions['parse']): Promise<unknown> =>
    parseAnswer(await readBody(await send(sent), address), address, parse);

  return {
    get: async (path, { accept, parse, signal = limit() } = {}) => {
      const sent = { path, accept, signal };
      try {
        return await ask(sent, parse);
      } catch (error) {
        // A server that shuts down closes idle connections. A GET can be sent again.
        if (isReset(error) && !signal.aborted) return ask(sent, parse);
        throw error;
      }
    },
    bytes: async function* (path, signal, { accept } = {}) {
      yield* unpacked(await send({ path, accept, signal }));
    },
    lines: async function* (path, signal, { accept, onOpen } = {}) {
      const answer = unpacked(await send({ path, accept, signal }));
      onOpen?.();
      try {
        for await (const line of splitLines(answer, address)) yield parseAnswer(line, address);
      } finally {
        answer.destroy();
      }
    },
    write: (method, path, object) => ask({ method, path, object, signal: limit() }),
    close,
  };
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
