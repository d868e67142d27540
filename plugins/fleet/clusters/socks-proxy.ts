import { once } from 'node:events';
import { connect } from 'node:net';
import { SocksClient } from 'socks';
import { endpointOf, loginOf, type OpenTunnel } from './proxy-address.ts';
import { ClusterError } from './reasons.ts';

/** The longest time of a timer, in milliseconds: the signal ends the wait. */
const noTimeout = 2 ** 31 - 1;

/** Opens a tunnel by SOCKS 4 or 5. The proxy resolves the host's name, as Go's net/http has it do for socks5 and socks5h alike. */
export const throughSocks: OpenTunnel = async (proxy, target, signal) => {
  const endpoint = endpointOf(proxy, 1080);
  const login = loginOf(proxy);
  const socket = connect({ ...endpoint, signal });
  await once(socket, 'connect');
  try {
    await SocksClient.createConnection({
      command: 'connect',
      proxy: {
        ...endpoint,
        type: proxy.protocol.startsWith('socks4') ? 4 : 5,
        ...(login !== undefined && { userId: login.user, password: login.password }),
      },
      destination: target,
      existing_socket: socket,
      timeout: noTimeout,
    });
    return socket;
  } catch (error) {
    socket.destroy();
    // For an answer that is none of SOCKS 4 the package says "(undefined)".
    const words = error instanceof Error ? error.message.replace(' - (undefined)', '') : String(error);
    throw new ClusterError('UNREACHABLE', `it does not open a tunnel: ${words}`, { cause: error });
  }
};
