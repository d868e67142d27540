import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recording } from './recorded-clusters.ts';

/**
 * The process of recorded-clusters.ts. Serves many clusters over TLS. The first answer to a request
 * comes from a real API server; all later ones, of any cluster, are the same bytes.
 */

interface Recorded {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

process.on('disconnect', () => process.exit());
process.once('message', (message: Recording) => void start(message));

async function start({ upstream, client, serving, clusters, holes, latency }: Recording): Promise<void> {
  const agent = new https.Agent({ keepAlive: true, ...client });
  const recorded = new Map<string, Promise<Recorded>>();

  const answerOf = (path: string, accept: string, encoding: string): Promise<Recorded> => {
    const key = [path, accept, encoding].join(' ');
    const known = recorded.get(key) ?? record(path, { Accept: accept, 'Accept-Encoding': encoding });
    recorded.set(key, known);
    return known;
  };
  const record = (path: string, headers: Record<string, string>): Promise<Recorded> =>
    new Promise((resolve, reject) => {
      https
        .get(upstream + path, { agent, headers }, response => {
          const { statusCode: status = 0, headers } = response;
          const kept = ['content-type', 'content-encoding', 'vary'].flatMap(name => {
            const value = headers[name];
            return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
          });
          buffer(response).then(body => {
            resolve({ status, headers: Object.fromEntries(kept), body });
          }, reject);
        })
        .on('error', reject);
    });

  const servers = Array.from({ length: clusters }, (_, index) =>
    https.createServer(serving, (request, response) => {
      const { url = '', headers } = request;
      const accept = headers.accept ?? '*/*';
      void Promise.all([answerOf(url, accept, headers['accept-encoding'] ?? ''), sleep(latency)]).then(
        ([{ status, headers, body }]) => {
          response.writeHead(status, headers);
          response.end(url.startsWith('/api/v1/namespaces/kube-system') ? ofCluster(body, index) : body);
        },
      );
    }),
  );
  const silent = Array.from({ length: holes }, () => net.createServer(() => undefined));
  const ports = await Promise.all([...servers, ...silent].map(listen));
  process.send?.({ clusters: ports.slice(0, clusters), holes: ports.slice(clusters) });
}

/** Returns the namespace with a UID of this cluster. */
function ofCluster(body: Buffer, index: number): string {
  return body.toString().replace(/("uid":\s*"[^"]*)[^"]{6}"/, `$1${String(index).padStart(6, '0')}"`);
}

function listen(server: net.Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
    });
  });
}
