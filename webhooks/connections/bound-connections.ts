import type { Server } from 'node:https';
import { Socket } from 'node:net';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Instruments } from '../metrics/metrics.ts';
import { connectionLimit } from '../evaluation/limits.ts';
import { tellSeldom } from '../errors/tell-seldom.ts';

/**
 * Ends connections when there are too many, so that a new one always finds room. A server that accepts no more shuts out API servers as well.
 * Connections over which no review was answered end first, then those of callers that are not verified, then others, each the oldest first.
 * @param limit of open connections, which count before their TLS handshake too
 */
export function boundConnections(
  app: FastifyInstance<Server>,
  { instruments, log }: { instruments: Pick<Instruments, 'droppedConnections'>; log: Pick<FastifyBaseLogger, 'warn'> },
  limit = connectionLimit,
): void {
  const tellDropped = tellSeldom(text => {
    log.warn(text);
  });
  const [unanswered, answered, verified] = [
    new Map<string, Socket>(),
    new Map<string, Socket>(),
    new Map<string, Socket>(),
  ];
  const ranks = [unanswered, answered, verified];
  const rankOf = (peer: string): Map<string, Socket> | undefined => ranks.find(rank => rank.has(peer));

  app.server.on('connection', socket => {
    if (!(socket instanceof Socket)) return;
    const peer = peerOf(socket);
    const others = ranks.find(({ size }) => size > 0);
    if (others !== undefined && unanswered.size + answered.size + verified.size >= limit) {
      const [oldest] = others.values();
      instruments.droppedConnections.inc();
      tellDropped(`ended a connection from ${oldest?.remoteAddress}: more than ${limit} are open`);
      oldest?.destroy();
    }
    unanswered.set(peer, socket);
    socket.once('close', () => rankOf(peer)?.delete(peer));
  });
  app.addHook('onResponse', (request, reply, done) => {
    const peer = peerOf(request.socket);
    const rank = rankOf(peer);
    const socket = rank?.get(peer);
    if (socket !== undefined && request.reviewed !== null && reply.statusCode === 200) {
      rank?.delete(peer);
      (request.caller === null ? answered : verified).set(peer, socket);
    }
    done();
  });
}

/** Address and port of the other end, which are the same for a TCP socket and the TLS socket on top of it. */
function peerOf({ localAddress, remoteAddress, remotePort }: Socket): string {
  return [localAddress, remoteAddress, remotePort].join(' ');
}
