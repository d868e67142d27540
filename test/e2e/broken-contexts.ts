import { createServer } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createAuthority, issueCertificate } from '../testbed/certificates/certificates.ts';
import { writeKubeconfig } from './kubeconfigs.ts';

/**
 * Writes a kubeconfig of contexts that fail, each in its own way; servers and file go with the
 * test.
 * @param alive the address and authority of a cluster that is well
 */
export async function brokenContexts(alive: { server: string; authority: string }): Promise<string> {
  const authority = await createAuthority('broken-ca');
  const yesterday = new Date(Date.now() - 86_400_000);
  const expired = await issueCertificate(authority, { commonName: 's', hosts: ['127.0.0.1'], expires: yesterday });
  const [gone, hole, stale] = await Promise.all([
    // Listens for a moment only, so that its port is free when the plugin asks.
    portOf(createTcpServer(), server => server.close()),
    portOf(createTcpServer(swallow)),
    portOf(createServer({ cert: expired.certificate, key: expired.key })),
  ]);
  const well = { server: alive.server, 'certificate-authority-data': alive.authority };
  const plugin = (command: string, ...args: string[]) => ({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command,
      args,
      interactiveMode: 'Never',
      installHint: 'Get it.',
    },
  });
  const ca = base64(authority.certificate);
  return writeKubeconfig({
    refused: { cluster: { server: `https://127.0.0.1:${gone}` }, user: {} },
    'black-hole': { cluster: { server: `https://127.0.0.1:${hole}` }, user: {} },
    expired: { cluster: { server: `https://127.0.0.1:${stale}`, 'certificate-authority-data': ca }, user: {} },
    'wrong-ca': { cluster: { ...well, 'certificate-authority-data': ca }, user: {} },
    'bad-token': { cluster: well, user: { token: 'nobody-knows-it' } },
    'no-plugin': { cluster: well, user: plugin('no-such-login') },
    'slow-plugin': { cluster: well, user: plugin('sleep', '60') },
  });
}

async function portOf(server: Server, then?: (server: Server) => void): Promise<number> {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (then === undefined) onTestFinished(() => void server.close());
  else then(server);
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Takes a connection and never says a word; the client hangs up. */
function swallow(socket: Socket): void {
  socket.on('error', () => undefined).resume();
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
