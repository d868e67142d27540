import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { SocksClient } from 'socks';
import { endpointOf, loginOf, type OpenTunnel } from './proxy-address.ts';
import { ClusterError } from '../errors/cluster-error.ts';

/** The longest time of a timer, in milliseconds. The signal ends the wait earlier. */
const noTimeout = 2 ** 31 - 1;

/**
 * Opens a tunnel by SOCKS 5. The proxy resolves the host's name, as with Go's net/http for socks5
 * and socks5h.
 */
export const throughSocks: OpenTunnel = async (target, { proxy, signal, lookup }) => {
  const endpoint = endpointOf(proxy, 1080);
  const login = loginOf(proxy);
  const socket = connect({ ...endpoint, signal, lookup });
  await once(socket, 'connect');
  try {
    await SocksClient.createConnection({
      command: 'connect',
      proxy: {
        ...endpoint,
        type: 5,
        ...(login !== undefined && { userId: login.user, password: login.password }),
      },
      destination: target,
      existing_socket: socket,
      timeout: noTimeout,
    });
    await keepEarly(socket);
    return socket;
  } catch (error) {
    socket.destroy();
    const words = error instanceof Error ? error.message : String(error);
    throw new ClusterError('Unreachable', `it does not open a tunnel: ${words}`, { cause: error });
  }
};

/**
 * Passes on the bytes that arrived together with the proxy's answer. The package emits them as an
 * event in the next turn, when node:tls does not listen.
 */
async function keepEarly(socket: Socket): Promise<void> {
  const early: Buffer[] = [];
  const keep = (chunk: Buffer) => early.push(chunk);
  socket.on('data', keep);
  await setImmediate();
  socket.off('data', keep);
  if (early.length === 0) return;
  socket.pause();
  socket.unshift(Buffer.concat(early));
}
