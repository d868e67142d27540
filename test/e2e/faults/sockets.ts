import { createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The ways in which one end of a connection fails the other. */
export type Misbehaviour = (socket: Socket) => void;

const page = '<html><body>Please log in</body></html>';

/** By the name of the fault. */
export const misbehaviours: Readonly<Record<string, Misbehaviour>> = {
  close: socket => socket.destroy(),
  reset: socket => socket.resetAndDestroy(),
  silence: () => undefined,
  stutter: socket => void socket.write('H'),
  garbage: socket => void socket.end(Buffer.alloc(8192, 0xa5)),
  ssh: socket => void socket.write('SSH-2.0-OpenSSH_9.9\r\n'),
  html: socket => void socket.end(`HTTP/1.1 400 Bad Request\r\nContent-Length: ${page.length}\r\n\r\n${page}`),
};

/** The port of a server that does the same to everybody who connects, until the test ends. */
export function misbehavingPort(misbehave: Misbehaviour): Promise<number> {
  return portOf(
    createServer(socket => {
      socket.on('error', () => undefined).resume();
      misbehave(socket);
    }),
  );
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

/** Starts a server until the test ends, and whatever is connected to it. */
export async function portOf(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return listen(server);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
