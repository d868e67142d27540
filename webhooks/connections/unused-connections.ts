import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Closes connections without any request when the server closes. kube-apiserver opens connections
 * that it then does not need. Node treats such a connection as a request that is about to come, and
 * waits for it without limit (src/node_http_parser.cc, lib/_http_server.js).
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
