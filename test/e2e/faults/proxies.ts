import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import type { Fault } from './fault.ts';
import { misbehavingPort, portOf } from './sockets.ts';

/** The address of an HTTP proxy that works, and leads to the port whatever host it is asked for. */
export async function httpProxy(port: number): Promise<string> {
  const proxy = createHttpServer().on('connect', (_, socket: Socket) => {
    lead(socket, port, 'HTTP/1.1 200 Connection established\r\n\r\n');
  });
  return `http://127.0.0.1:${await portOf(proxy)}`;
}

/** The same of a SOCKS 5 proxy (RFC 1928). */
export async function socksProxy(port: number): Promise<string> {
  const proxy = createServer(socket => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', () => {
        lead(socket, port, Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
      });
    });
  });
  return `socks5://127.0.0.1:${await portOf(proxy)}`;
}

function lead(socket: Socket, port: number, granted: string | Buffer): void {
  const onward = connect(port, '127.0.0.1', () => {
    socket.write(granted);
    socket.pipe(onward).pipe(socket);
  });
  for (const end of [socket, onward]) end.on('error', () => socket.destroy()).on('close', () => onward.destroy());
}

/** The answers that a proxy may give instead of opening a tunnel, by what it was sent. */
const refusals: readonly { scheme: string; name: string; said: readonly (string | number[])[]; words: RegExp }[] = [
  ...[302, 403, 404, 500, 502, 503].map(status => ({
    scheme: 'http',
    name: `HTTP ${status}`,
    said: [`HTTP/1.1 ${status} No\r\nLocation: /\r\nContent-Length: 0\r\n\r\n`],
    words: new RegExp(`^proxy: it does not open a tunnel, HTTP ${status} No `),
  })),
  {
    scheme: 'http',
    name: 'HTTP 407',
    said: ['HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n'],
    words: /^proxy: it wants a user and password, HTTP 407 /,
  },
  {
    scheme: 'http',
    name: 'headers without an end',
    said: ['HTTP/1.1 200 OK\r\nX: y'],
    words: /^no answer within 5s /,
  },
  {
    scheme: 'http',
    name: 'headers too long',
    said: [`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(99_999)}`],
    words: /^proxy: /,
  },
  {
    scheme: 'socks5',
    name: 'a password is wanted',
    said: [
      [5, 2],
      [1, 1],
    ],
    words: /^proxy: it does not open a tunnel: /,
  },
  { scheme: 'socks5', name: 'no way in', said: [[5, 255]], words: /^proxy: it does not open a tunnel: / },
  { scheme: 'socks5', name: 'another version', said: [[4, 0]], words: /^proxy: it does not open a tunnel: / },
  { scheme: 'socks5', name: 'silence after the greeting', said: [[5, 0]], words: /^no answer within 5s / },
  {
    scheme: 'socks5',
    name: 'the host is unreachable',
    said: [
      [5, 0],
      [5, 4, 0, 1, 0, 0, 0, 0, 0, 0],
    ],
    words: /^proxy: it does not open a tunnel: /,
  },
  {
    scheme: 'socks5',
    name: 'half an answer',
    said: [
      [5, 0],
      [5, 0, 0],
    ],
    words: /^no answer within 5s /,
  },
];

/** Says one thing after each that it hears. */
function answering(said: readonly (string | number[])[]): Promise<number> {
  return misbehavingPort(socket => {
    const rest = [...said];
    socket.on('data', () => {
      const next = rest.shift();
      if (next !== undefined) socket.write(typeof next === 'string' ? next : Buffer.from(next));
    });
  });
}

const named = (name: string, url: string, words: RegExp): Fault => ({
  name,
  words,
  context: () => Promise.resolve({ cluster: { server: 'https://eu.example.com:6443', 'proxy-url': url }, user: {} }),
});

export const proxyFaults: Fault[] = [
  ...refusals.map(({ scheme, name, said, words }) => ({
    name: `${scheme} proxy: ${name}`,
    words,
    isEndless: words.source.includes('no answer'),
    context: async () => {
      const url = `${scheme}://127.0.0.1:${await answering(said)}`;
      return { cluster: { server: 'https://eu.example.com:6443', 'proxy-url': url }, user: {} };
    },
  })),
  named('http proxy: unknown name', 'http://no-such-proxy.invalid:3128', /^proxy: host name not found/),
  named('socks5 proxy: unknown name', 'socks5://no-such-proxy.invalid', /^proxy: host name not found/),
  named('proxy: no address', '127.0.0.1:3128', /: proxy-url is no address: "127/),
  named('proxy: another scheme', 'ftp://127.0.0.1', /: proxy-url is none of http, https or socks5: "ftp:"$/),
  named('proxy: another version', 'socks4://127.0.0.1', /: proxy-url is none of http, https or socks5: "socks4:"$/),
  named('proxy: a password that is not encoded', 'http://ann:100%@127.0.0.1', /^the user or password of the proxy/),
];
