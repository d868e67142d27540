import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Fault } from './fault.ts';
import { misbehavingPort } from './sockets.ts';

type Said = string | Buffer;

/** A server that answers every request with these bytes; `then` goes on with the connection. */
function saying(name: string, said: Said, words: RegExp, then: (socket: Socket) => void = () => undefined): Fault {
  return {
    name: `answer: ${name}`,
    words,
    isEndless: words.source.includes('no answer'),
    context: async () => {
      const port = await misbehavingPort(socket => {
        socket.once('data', () => {
          socket.write(said);
          then(socket);
        });
      });
      return { cluster: { server: `http://127.0.0.1:${port}` }, user: {} };
    },
  };
}

/** A whole HTTP answer. */
function http(status: string, body: Said, ...headers: string[]): Buffer {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const head = [`HTTP/1.1 ${status}`, ...headers, length, 'Connection: close', '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

const end = (socket: Socket) => void socket.end();
const page = '<!DOCTYPE html>\n<html><title>Bad gateway</title></html>';
const status = (message: unknown) => JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message });
const packed = gzipSync(JSON.stringify({ items: 'x'.repeat(5000) }));

/** Goes on writing, a little at a time, for as long as somebody listens. */
const forever = (piece: string) => (socket: Socket) => {
  const timer = setInterval(() => socket.write(piece), 5);
  socket.on('close', () => {
    clearInterval(timer);
  });
};

const open = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"items": [';

export const answerFaults: Fault[] = [
  saying('silence in the headers', 'HTTP/1.1 200 OK\r\nContent-Type: ', /^no answer within 5s \(/),
  saying(
    'headers without an end',
    'HTTP/1.1 200 OK\r\n',
    /does not speak HTTP|no answer within 5s/,
    forever('X: y\r\n'),
  ),
  saying('close in the headers', 'HTTP/1.1 200 OK\r\nContent-Type: ', /\(http:/, end),
  saying('silence in the body', open, /^no answer within 5s \(/),
  saying('close in the body', open, /^connection closed in the middle of the answer \(/, end),
  saying('reset in the body', open, /^connection closed in the middle of the answer \(/, socket =>
    setImmediate(() => socket.resetAndDestroy()),
  ),
  saying('a body without an end', 'HTTP/1.1 200 OK\r\n\r\n[', /^no answer within 5s \(/, forever('1,')),
  saying('chunks that are none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', /\(http:/, end),
  saying(
    'gzip cut off',
    http('200 OK', packed.subarray(0, -20), 'Content-Encoding: gzip'),
    /^the compressed answer ends in the middle \(/,
  ),
  saying(
    'gzip that is none',
    http('200 OK', page, 'Content-Encoding: gzip'),
    /^the answer says gzip and is something else \(/,
  ),
  saying(
    'another protocol',
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
    /\(http:/,
  ),
  saying('HTML', http('200 OK', page), /^the answer is a web page: /),
  saying('nothing', http('200 OK', ''), /^the answer is not JSON: /),
  saying('no JSON', http('200 OK', 'ok'), /^the answer is not JSON: /),
  saying('JSON cut off', http('200 OK', '{"items": ['), /^the answer is not JSON: /),
  saying('no content', 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n', /^the answer is not JSON: /),
  ...['null', '[]', '7', '"text"', 'true', '{}', '{"items": null}']
    .map(body => saying(`JSON ${body}`, http('200 OK', body), /^the answer is not one of a Kubernetes API server: /))
    .map(fault =>
      fault.name.includes('items') ? { ...fault, commands: ['clusters', 'get nodes', 'facts'] as const } : fault,
    ),
  ...['301 Moved Permanently', '302 Found', '307 Temporary Redirect', '308 Permanent Redirect'].map(line =>
    saying(
      `redirect ${line}`,
      http(line, '', 'Location: https://login.example.com/start?state=secret'),
      /^the server sends elsewhere, HTTP 30\d to https:\/\/login\.example\.com\/start \(http:/,
    ),
  ),
  saying(
    'a redirect to itself',
    http('302 Found', '', 'Location: /'),
    /^the server sends elsewhere, HTTP 302 to \/ \(/,
  ),
  saying('HTTP 401', http('401 Unauthorized', status('Unauthorized')), /^unauthorized: it wants credentials \(/),
  saying('HTTP 401 in HTML', http('401 Unauthorized', page), /^unauthorized: it wants credentials \(/),
  saying('HTTP 403', http('403 Forbidden', status('nodes is forbidden')), /^nodes is forbidden$/),
  saying('HTTP 403 in HTML', http('403 Forbidden', page), /^forbidden \(/),
  saying('HTTP 404 in HTML', http('404 Not Found', page), /^not found \(/),
  saying('HTTP 429', http('429 Too Many Requests', status('try again')), /^try again$/),
  saying('HTTP 429 in HTML', http('429 Too Many Requests', page), /^HTTP 429 Too Many Requests \(/),
  saying('HTTP 500', http('500 Internal Server Error', status('etcd is away')), /^server error 500: etcd is away \(/),
  saying('HTTP 502 in HTML', http('502 Bad Gateway', page), /^server error 502: Bad Gateway \(/),
  saying(
    'HTTP 503 of many lines',
    http('503 Service Unavailable', status('a\nb\n'.repeat(400))),
    /^server error 503: a b a b/,
  ),
  saying(
    'HTTP 504 whose message is null',
    http('504 Gateway Timeout', status(null)),
    /^server error 504: Gateway Timeout \(/,
  ),
];
