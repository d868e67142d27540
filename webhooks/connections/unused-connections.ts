import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Closes, together with the server, connections over which nothing was ever asked: kube-apiserver opens some that it then does not need. Node takes
 * them for requests that are about to come, and would wait for these as long as the client likes (src/node_http_parser.cc, lib/_http_server.js).
 */
export function closeUnusedConnections(app: FastifyInstance<Server>): void {
  const unused = new Set<Socket>();
  app.server.on('secureConnection', socket => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('preClose', done => {
    for (const socket of unused) socket.destroy();
    done();
  });
}
