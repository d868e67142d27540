import { join } from 'node:path';
import type { ProcessDescription } from '../supervisor/messages.ts';
import type { Network } from './network.ts';

const program = join(import.meta.dirname, 'forward.ts');

/**
 * A process that carries connections from one end to the other: HOST:PORT, or the path of a socket.
 */
export function forwarding(name: string, from: string, to: string): ProcessDescription {
  return { name, command: process.execPath, arguments: [program, from, to] };
}

/**
 * The processes that make a port inside a network answer under the same number on the loopback
 * address of this machine.
 */
export function leadingTo(network: Network, port: number): ProcessDescription[] {
  const address = `127.0.0.1:${port}`;
  // Relative to the folder of whose processes they are, because the path of a socket holds no more
  // than 100 bytes.
  const socket = 'network.sock';
  return [forwarding('forward-out', address, socket), network.inside(forwarding('forward-in', socket, address))];
}
