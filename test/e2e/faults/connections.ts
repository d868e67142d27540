import type { Fault } from './fault.ts';
import { httpProxy, socksProxy } from './proxies.ts';
import { freePort, misbehaviours, misbehavingPort } from './sockets.ts';

/**
 * The stages at which a connection to an API server can fail, and how a cluster is reached whose
 * way leads there.
 */
const places: Readonly<Record<string, (port: number) => Promise<{ server: string; 'proxy-url'?: string }>>> = {
  'server of http': port => Promise.resolve({ server: `http://127.0.0.1:${port}` }),
  'server of https': port => Promise.resolve({ server: `https://127.0.0.1:${port}` }),
  'http proxy': port => through(`http://127.0.0.1:${port}`),
  'https proxy': port => through(`https://127.0.0.1:${port}`),
  'socks5 proxy': port => through(`socks5://127.0.0.1:${port}`),
  'server behind an http proxy': async port => through(await httpProxy(port)),
  'server behind a socks5 proxy': async port => through(await socksProxy(port)),
};

function through(proxy: string): Promise<{ server: string; 'proxy-url': string }> {
  return Promise.resolve({ server: 'https://eu.example.com:6443', 'proxy-url': proxy });
}

/** A stutter is silence, but for who expects another protocol. */
function wordsOf(place: string, fault: string): RegExp {
  if (fault === 'silence') return /^no answer within 5s \(http/;
  if (fault === 'stutter') return /no answer within 5s|does not speak|does not open a tunnel|TLS/;
  if (place.startsWith('server')) return /\(https?:.*\d\)$/;
  return /^proxy: .*\(https:\/\/eu\.example\.com:6443 through (https?|socks5):\/\/127\.0\.0\.1:\d+\)$/;
}

/** Every misbehaviour in every place, and a port where nothing listens. */
export const connectionFaults: Fault[] = Object.entries(places).flatMap(([place, reach]) => [
  {
    name: `${place}: refusal`,
    words: wordsOf(place, 'refusal'),
    context: async () => ({ cluster: await reach(await freePort()), user: {} }),
  },
  ...Object.entries(misbehaviours).map(([fault, misbehave]) => ({
    name: `${place}: ${fault}`,
    words: wordsOf(place, fault),
    isEndless: fault === 'silence' || fault === 'stutter',
    context: async () => ({ cluster: await reach(await misbehavingPort(misbehave)), user: {} }),
  })),
]);
