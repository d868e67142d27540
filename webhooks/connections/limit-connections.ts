import type { Server } from 'node:https';
import { Socket } from 'node:net';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { connectionLimit } from '../flow-control/limits.ts';
import { rateLimitedLog } from '../logging/rate-limited-log.ts';

/**
 * Closes a connection for each new one above the limit. A server that accepts no more connections
 * locks out API servers too. It first closes connections over which no review was answered, then
 * those of callers that are not verified, then others; the oldest first in each group.
 * @param limit of open connections; a connection counts before its TLS handshake too
 */
export function limitConnections(
  app: FastifyInstance<Server>,
  { metrics, log }: { metrics: Pick<Metrics, 'droppedConnections'>; log: Pick<FastifyBaseLogger, 'warn'> },
  limit = connectionLimit,
): void {
  const logDropped = rateLimitedLog(text => {
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
      metrics.droppedConnections.inc();
      logDropped(`ended a connection from ${oldest?.remoteAddress}: more than ${limit} are open`);
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

/**
 * Returns a key of the connection: addresses and the remote port. It is the same for a TCP socket
 * and the TLS socket on top of it.
 */
function peerOf({ localAddress, remoteAddress, remotePort }: Socket): string {
  return [localAddress, remoteAddress, remotePort].join(' ');
}
