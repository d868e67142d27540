import type { IncomingMessage, RequestListener, Server as HttpServer } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Authority, Certificate } from '../testbed/certificates/certificates.ts';

/** The parts of a request by which a client shows who it is. */
export interface Shown {
  path: string;
  /**
   * Lines of the headers by which it proves who it is, asks to act as another, and asks for
   * compression, sorted.
   */
  headers: string[];
  /** The name that it asks TLS for. */
  name: string | undefined;
  certificate: string | undefined;
}

/** Servers of https and http that note what they are shown and answer everybody the same. */
export async function startRecording(
  serving: Certificate,
  authority: Authority,
): Promise<{ https: number; http: number; taken: () => Shown[]; stop: () => void }> {
  let shown: Shown[] = [];
  const listener: RequestListener = (request, response) => {
    shown.push(shownBy(request));
    response
      .writeHead(200, { 'content-type': 'application/json', connection: 'close' })
      .end('{"versions":[],"groups":[]}');
  };
  const { certificate: cert, key } = serving;
  const options = { cert, key, ca: authority.certificate, requestCert: true, rejectUnauthorized: false };
  const servers = [createServer(options, listener), createHttpServer(listener)] as const;
  const [https, http] = await Promise.all([portOf(servers[0]), portOf(servers[1])]);
  return {
    https,
    http,
    taken: () => {
      const taken = shown;
      shown = [];
      return taken;
    },
    stop: () => {
      for (const server of servers) server.close();
    },
  };
}

function shownBy({ url = '', rawHeaders, socket }: IncomingMessage): Shown {
  const isTls = socket instanceof TLSSocket;
  const name: unknown = isTls && 'servername' in socket ? socket.servername : undefined;
  const lines = rawHeaders.flatMap((header, index) =>
    index % 2 === 0 ? [`${header.toLowerCase()}: ${rawHeaders[index + 1] ?? ''}`] : [],
  );
  return {
    path: url,
    headers: lines.filter(line => /^(authorization|impersonate-|accept-encoding)/.test(line)).sort(),
    name: typeof name === 'string' ? name : undefined,
    certificate: isTls ? socket.getPeerX509Certificate()?.subject : undefined,
  };
}

async function portOf(server: Server | HttpServer): Promise<number> {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
