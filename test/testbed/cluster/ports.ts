import { once } from 'node:events';
import { createServer } from 'node:net';
import { TestbedError } from '../errors/testbed-error.ts';

/**
 * Starts something on a port that is free now, and again on another one when somebody took the port
 * in between.
 */
export async function onFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (attempt === 3 || !isPortTaken(error)) throw error;
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return (
    error instanceof TestbedError && error.code === 'PROCESS_DIED' && error.message.includes('address already in use')
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : freePort();
}
