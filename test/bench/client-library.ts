import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { createClient } from '../../kubernetes/client/client.ts';

/**
 * Compares our client with @kubernetes/client-node: 50 clusters, each asked for 200 pods three
 * times, each client in a process of its own. The time of the import is that of the library alone;
 * ours is part of this file.
 *
 *     node test/bench/client-library.ts
 */

const clusters = 50;
const rounds = 3;

const items = Array.from({ length: 200 }, (_, index) => ({
  metadata: { name: `cart-${index}`, namespace: 'shop', labels: { app: 'cart' } },
  spec: { containers: [{ name: 'cart', image: 'cart:1' }] },
  status: { phase: 'Running' },
}));
const list = JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items });

/** Asks the clusters by our client. */
async function own(urls: readonly string[]): Promise<void> {
  const authenticate = () => Promise.resolve();
  const asked = urls.map(async url => {
    const client = createClient({ url, authenticate }, { userAgent: 'bench' });
    for (let round = 0; round < rounds; round++) await client.get('/api/v1/pods');
    client.close();
  });
  await Promise.all(asked);
}

/** Asks them by the library. */
async function library(urls: readonly string[]): Promise<void> {
  const start = performance.now();
  const { CoreV1Api, KubeConfig } = await import('@kubernetes/client-node');
  print(`  import ${Math.round(performance.now() - start)} ms`);
  const asked = urls.map(async server => {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser({ name: 'eu', server, skipTLSVerify: true }, { name: 'ann' });
    const api = kubeConfig.makeApiClient(CoreV1Api);
    for (let round = 0; round < rounds; round++) await api.listPodForAllNamespaces();
  });
  await Promise.all(asked);
}

const [, , client, ...urls] = process.argv;
if (client !== undefined) {
  const start = performance.now();
  await (client === 'own' ? own(urls) : library(urls));
  const { user, system } = process.cpuUsage();
  const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
  print(
    `  ${Math.round(performance.now() - start)} ms, ${Math.round((user + system) / 1000)} ms of CPU, ${memory} MiB`,
  );
} else {
  let connections = 0;
  const servers = Array.from({ length: clusters }, () =>
    createServer((_, response) => void response.setHeader('content-type', 'application/json').end(list)),
  );
  const addresses = await Promise.all(
    servers.map(async server => {
      server.on('connection', () => connections++);
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    }),
  );
  for (const name of ['own', 'library', 'own', 'library', 'own', 'library']) {
    connections = 0;
    print(name);
    await new Promise(resolve => fork(import.meta.filename, [name, ...addresses]).on('exit', resolve));
    print(`  ${connections} connections`);
  }
  for (const server of servers) server.close();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
