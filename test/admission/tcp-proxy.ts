import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A port that forwards bytes to other ports, which may be closed. */
export interface Proxy {
  readonly port: number;
  /** Forwards each new connection to the next of these ports; closes it when there are none. */
  readonly lead: (to: readonly number[]) => void;
  readonly close: () => void;
}

/** Opens a port. Closes open connections when the list of ports becomes empty. */
export async function openProxy(...first: number[]): Promise<Proxy> {
  let targets: readonly number[] = first;
  let next = 0;
  const open = new Set<Socket>();
  const join = (from: Socket, to: Socket): void => {
    open.add(from);
    from.pipe(to);
    from
      .on('error', () => undefined)
      .on('close', () => {
        open.delete(from);
        to.destroy();
      });
  };
  const server = createServer(socket => {
    const port = targets[next++ % targets.length];
    if (port === undefined) {
      socket.destroy();
      return;
    }
    const target = connect({ host: '127.0.0.1', port });
    join(socket, target);
    join(target, socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const lead = (to: readonly number[]): void => {
    targets = to;
    if (to.length === 0) for (const socket of open) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    lead,
    close: () => {
      lead([]);
      server.close();
    },
  };
}
