/**
 * Started as a process of its own: takes connections at one end and carries what they say to the
 * other. A socket in the file system is the same in every network, a port is not, so that two of
 * these lead from one network into another.
 *
 * usage: forward.ts FROM TO [FROM TO ...]      each HOST:PORT, or the path of a socket
 */
import { createServer, type NetConnectOpts } from 'node:net';
import { connect } from 'node:net';

const ends = process.argv.slice(2);
for (let index = 0; index + 1 < ends.length; index += 2)
  forward(endOf(ends[index] ?? ''), endOf(ends[index + 1] ?? ''));

function forward(from: NetConnectOpts, to: NetConnectOpts): void {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, caller => {
    const called = connect({ ...to, allowHalfOpen: true, noDelay: true });
    caller.pipe(called).pipe(caller);
    caller.on('error', () => called.destroy());
    called.on('error', () => caller.destroy());
  });
  server.listen(from);
}

function endOf(text: string): { host: string; port: number } | { path: string } {
  const [, host = '', port] = /^(.+):(\d+)$/.exec(text) ?? [];
  return port === undefined ? { path: text } : { host, port: Number(port) };
}
